package dev.countersign.server.demo;

import java.util.List;

/**
 * One call to show.
 *
 * @param what who calls, with what
 * @param expected what has to come of it
 * @param why it has to
 * @param arguments curl's, apart from what all calls share
 */
record Call(String what, Expected expected, String why, List<String> arguments) {

  /**
   * A status, and the code of a refusal.
   *
   * @param code empty where the call is let in
   */
  record Expected(int status, String code) {

    @Override
    public String toString() {
      return (status + " " + code).strip();
    }
  }

  static final Expected LET_IN = new Expected(200, "");

  static Expected refused(int status, String code) {
    return new Expected(status, code);
  }
}
