package dev.countersign.control.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as mails write them: in UTC, since nobody knows where a mail is read. */
public final class MailTimes {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MailTimes() {}

  /** To the minute. */
  public static String minute(Instant at) {
    return MINUTE.format(at);
  }
}
