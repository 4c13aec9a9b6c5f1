package dev.countersign.control.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has become of a mail. */
public enum MailState {
  /** It is sent, or sent again, when its time comes. */
  QUEUED,
  SENT,
  /** The mail server refused it, or failed too often. */
  GIVEN_UP,
  /** There was no mail server to send it with. */
  KEPT;

  /** The one that an address names; nothing where it names none. */
  public static Optional<MailState> find(@Nullable String text) {
    return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
  }

  static MailState parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** As it is stored. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
