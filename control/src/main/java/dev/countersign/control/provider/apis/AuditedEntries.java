package dev.countersign.control.provider.apis;

import java.util.List;

/**
 * What the audit trail keeps of entries that came onto an API's allow list, or left it (A2): the
 * API and each certificate by name, as they were called then.
 */
record AuditedEntries(String api, List<Entry> certificates) {

  static final String KIND = "allow-list";

  /** A certificate that came or left. */
  record Entry(String id, String name) {}
}
