package dev.countersign.control.audit;

import java.util.Locale;

/**
 * Who changes something.
 *
 * @param companyId in which company
 * @param id of the person or API key; the name of the part for the system
 * @param name as it was then
 * @param address the network address that the request came from; empty for the system
 */
public record Actor(String companyId, Kind kind, String id, String name, String address) {

  /** The id of the operator. */
  public static final String OPERATOR = "operator";

  /** Who can change something. */
  public enum Kind {
    PERSON,
    API_KEY,
    SYSTEM;

    /** As it is stored. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A part of the system that acts by itself, such as the expiry watch. */
  public static Actor system(String companyId, String part) {
    return new Actor(companyId, Kind.SYSTEM, part, part, "");
  }

  /** Whoever may run commands on the machine of a control plane: nobody knows who that was. */
  public static Actor operator(String companyId) {
    return new Actor(companyId, Kind.SYSTEM, OPERATOR, "command line", "");
  }
}
