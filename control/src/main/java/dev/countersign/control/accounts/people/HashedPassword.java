package dev.countersign.control.accounts.people;

/** A password that the rules take, as it is stored. */
public record HashedPassword(String hash) {

  @Override
  public String toString() {
    return "HashedPassword[…]";
  }
}
