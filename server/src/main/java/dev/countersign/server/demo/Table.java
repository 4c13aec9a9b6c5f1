package dev.countersign.server.demo;

import java.io.PrintWriter;

/** Prints results as they come. */
final class Table {

  private static final String ROW = "%-3s %-48s %-27s %-27s %5s%n";

  private final PrintWriter out;

  Table(PrintWriter out) {
    this.out = out;
  }

  void head() {
    out.println();
    out.printf(ROW, "", "who calls, with what", "expected", "answered", "ms");
    out.println("-".repeat(115));
    out.flush();
  }

  void row(Result result) {
    Answer answer = result.answer();
    out.printf(
        ROW,
        result.isAsExpected() ? "ok" : "BAD",
        result.call().what(),
        result.call().expected(),
        answer,
        answer.millis());
    out.println("    " + result.call().why());
    if (!answer.said().isEmpty()) {
      out.println((answer.status() == 0 ? "    " : "    The gateway says: ") + answer.said());
    }
    out.println();
    out.flush();
  }
}
