package dev.countersign.control.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of refusals as its page shows it.
 *
 * @param all refused in the days that are told of, recorded or not
 * @param today the same, today
 * @param narrowed whether a search or filter is set
 * @param next the cursor of the next page
 */
public record RefusalListPage(
    List<Line> lines,
    List<Choice> codes,
    List<Choice> apis,
    long all,
    long today,
    boolean narrowed,
    @Nullable String next) {

  /** One refusal. */
  public record Line(
      String id,
      Instant at,
      String headline,
      String code,
      int status,
      String apiId,
      String api,
      String request,
      String client) {}

  /** What the list can be narrowed to. */
  public record Choice(String value, String label, long count) {}
}
