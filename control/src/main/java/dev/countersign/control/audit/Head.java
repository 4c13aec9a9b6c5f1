package dev.countersign.control.audit;

/**
 * Where a company's chain ends.
 *
 * @param sequence of its last event; 0 before the first
 * @param hash of its last event, in hexadecimal
 */
public record Head(String company, long sequence, String hash) {

  static Head before(String company) {
    return new Head(company, 0, EventHash.NONE);
  }

  /** As an operator writes it down, to compare later. */
  public String text() {
    return sequence + ":" + hash;
  }
}
