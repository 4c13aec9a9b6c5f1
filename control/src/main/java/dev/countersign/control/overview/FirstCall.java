package dev.countersign.control.overview;

/** Tells whether a gateway ever let a certificate of the company in. */
public interface FirstCall {

  /** Whether that was so. */
  boolean wasMade(String companyId);
}
