package dev.countersign.control.provider.apis;

/** A field that another person changed: what it was, what it is, and what is typed here. */
public record ApiDifference(String label, String was, String theirs, String yours) {}
