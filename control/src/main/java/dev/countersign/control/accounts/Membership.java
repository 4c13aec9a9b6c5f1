package dev.countersign.control.accounts;

import java.time.Duration;

/**
 * A company that somebody is a member of.
 *
 * @param idle a session in it that nobody used for this long is over
 */
public record Membership(String companyId, String companyName, Duration idle) {}
