package dev.countersign.control.provider.apis;

/**
 * Who needs an allow-list entry. An entry is in force while any origin needs it; whoever removes
 * its own need takes nothing from another.
 */
record Origin(String text) {

  /** A person put it there. */
  static final Origin HAND = new Origin("hand");
}
