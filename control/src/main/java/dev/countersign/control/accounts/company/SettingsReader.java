package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.people.EmailAddress;
import dev.countersign.control.web.FieldErrors;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads settings out of a document, or says what is wrong with it. */
final class SettingsReader {

  private static final int MOST_ADDRESSES = 20;
  private static final int MINUTES_OF_AN_HOUR = 60;

  private final UnaryOperator<List<String>> knownRoles;
  private final FieldErrors errors = new FieldErrors();

  /**
   * One for a company.
   *
   * @param knownRoles those of these ids that are its roles
   */
  SettingsReader(UnaryOperator<List<String>> knownRoles) {
    this.knownRoles = knownRoles;
  }

  Settings read(Settings before, CompanyDocument document) {
    errors.name(document.name());
    int idle = number("sessionIdleMinutes", document.sessionIdleMinutes(), 5, 10_080);
    int hours = number("sessionHours", document.sessionHours(), 1, 2_160);
    if (errors.isEmpty() && idle > hours * MINUTES_OF_AN_HOUR) {
      errors.add(
          "sessionIdleMinutes",
          "out_of_range",
          "A session is over after %d hours whatever happens; take less.".formatted(hours));
    }
    int refusals = number("refusalDays", document.refusalDays(), 1, 400);
    int use = number("useDays", document.useDays(), 1, 1_100);
    List<String> roles = roles(document.noticeRoles());
    List<String> addresses = addresses(document.noticeAddresses());
    errors.refuse();
    return new Settings(
        before.companyId(),
        Objects.requireNonNull(document.name()).strip(),
        idle,
        hours,
        refusals,
        use,
        roles,
        addresses,
        before.version() + 1);
  }

  private int number(String field, @Nullable Integer value, int least, int most) {
    if (!errors.required(field, value) || value == null) {
      return least;
    }
    if (value < least || value > most) {
      errors.add(field, "out_of_range", "Take %,d to %,d.".formatted(least, most));
    }
    return value;
  }

  private List<String> roles(@Nullable List<String> chosen) {
    if (!errors.entries("noticeRoles", chosen) || chosen == null) {
      return List.of();
    }
    List<String> known = knownRoles.apply(chosen);
    chosen.stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(
            id -> errors.add("noticeRoles", "unknown", "There is no role with the id " + id + "."));
    return known;
  }

  private List<String> addresses(@Nullable List<String> typed) {
    if (!errors.entries("noticeAddresses", typed) || typed == null) {
      return List.of();
    }
    if (typed.size() > MOST_ADDRESSES) {
      errors.add("noticeAddresses", "too_many", "Take %d at most.".formatted(MOST_ADDRESSES));
      return List.of();
    }
    for (int i = 0; i < typed.size(); i++) {
      EmailAddress.check(errors, "noticeAddresses[%d]".formatted(i), typed.get(i));
    }
    return typed.stream().map(EmailAddress::normal).distinct().toList();
  }
}
