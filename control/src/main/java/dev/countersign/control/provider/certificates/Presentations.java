package dev.countersign.control.provider.certificates;

import dev.countersign.control.reports.UsedOn;
import dev.countersign.control.reports.UsedWith;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * S4: how often a certificate was presented lately, and when last to which API.
 *
 * @param letIn requests of the last {@link #DAYS} days (UTC)
 * @param refused the same
 * @param byApi as far back as numbers are kept; those most used
 */
public record Presentations(long letIn, long refused, Map<String, UsedWith> byApi) {

  /** Whose requests are counted, today among them. */
  public static final int DAYS = 7;

  static Presentations of(List<UsedOn> days, List<UsedWith> apis) {
    return new Presentations(
        days.stream().mapToLong(UsedOn::letIn).sum(),
        days.stream().mapToLong(UsedOn::refused).sum(),
        apis.stream().collect(Collectors.toUnmodifiableMap(UsedWith::apiId, Function.identity())));
  }

  /** The first of the days that are counted. */
  static LocalDate since(LocalDate today) {
    return today.minusDays(DAYS - 1L);
  }
}
