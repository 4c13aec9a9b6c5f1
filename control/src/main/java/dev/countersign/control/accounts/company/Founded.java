package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.invitations.InvitationView;

/** A new company, and the invitation of its first administrator. */
record Founded(Company company, InvitationView administrator) {}
