package dev.countersign.policy.report;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often requests were refused for one reason on one day.
 *
 * @param apiId null where the requests led to none
 * @param cause null where the code says all
 * @param day in UTC
 */
public record RefusalCount(
    @Nullable String apiId, String code, @Nullable String cause, LocalDate day, long count) {

  public RefusalCount {
    Objects.requireNonNull(day);
    Bounds.require(apiId == null || Use.isId(apiId), "apiId is no id");
    Bounds.require(Use.isCount(count), "count is out of range");
    code = ShownText.of(code, RefusalRecord.LONGEST_WORD);
    cause = Bounds.optional(cause, RefusalRecord.LONGEST_WORD);
  }
}
