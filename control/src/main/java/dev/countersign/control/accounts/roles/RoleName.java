package dev.countersign.control.accounts.roles;

/** A role, where it is merely named. */
public record RoleName(String id, String name) {}
