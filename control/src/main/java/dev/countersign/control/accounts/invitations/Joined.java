package dev.countersign.control.accounts.invitations;

/** Who joined which company. */
record Joined(String personId, String companyId, String companyName) {}
