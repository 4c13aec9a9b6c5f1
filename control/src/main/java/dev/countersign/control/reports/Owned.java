package dev.countersign.control.reports;

/** Something reported, and the company that it belongs to. */
record Owned<T>(String companyId, T what) {}
