package dev.countersign.control.reports;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.decision.RefusalCause;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The codes and causes that there are; what else a gateway may say counts as one and the same. */
final class Reasons {

  private static final String OTHER = "other";
  private static final Set<String> CAUSES =
      Arrays.stream(RefusalCause.values())
          .map(RefusalCause::text)
          .collect(Collectors.toUnmodifiableSet());

  private Reasons() {}

  static String code(String code) {
    return RefusalCode.of(code) == null ? OTHER : code;
  }

  /** Empty for none. */
  static String cause(@Nullable String cause) {
    if (cause == null || cause.isEmpty()) {
      return "";
    }
    return CAUSES.contains(cause) ? cause : OTHER;
  }
}
