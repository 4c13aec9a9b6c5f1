package dev.countersign.control.notices;

import dev.countersign.control.mail.MailTimes;
import dev.countersign.control.provider.certificates.EndingCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a notice says: which certificates, when, what stops, and what to do. */
final class NoticeMail {

  /** A mail is read by people. */
  private static final int MOST = 50;

  private static final int MOST_NAMES = 5;

  Text about(String company, List<EndingCertificate> certificates, Instant now) {
    StringBuilder body = new StringBuilder();
    body.append("In the certificate store of %s:\n".formatted(company));
    certificates.stream().limit(MOST).forEach(one -> body.append('\n').append(entry(one, now)));
    if (certificates.size() > MOST) {
      body.append("\nAnd %d more.\n".formatted(certificates.size() - MOST));
    }
    return new Text(subject(certificates, now), body.append(advice(certificates)).toString());
  }

  private static String subject(List<EndingCertificate> certificates, Instant now) {
    if (certificates.size() == 1) {
      EndingCertificate only = certificates.getFirst();
      return "Certificate %s %s".formatted(only.name(), when(only, now));
    }
    long ended = certificates.stream().filter(one -> now.isAfter(one.notAfter())).count();
    if (ended == 0) {
      return "%d certificates expire soon".formatted(certificates.size());
    }
    return ended == certificates.size()
        ? "%d certificates have expired".formatted(ended)
        : "%d certificates have expired, %d expire soon"
            .formatted(ended, certificates.size() - ended);
  }

  private static String when(EndingCertificate one, Instant now) {
    if (now.isAfter(one.notAfter())) {
      return "has expired";
    }
    long days = Duration.between(now, one.notAfter()).toDays();
    return switch ((int) days) {
      case 0 -> "expires within a day";
      case 1 -> "expires in 1 day";
      default -> "expires in %d days".formatted(days);
    };
  }

  private static String entry(EndingCertificate one, Instant now) {
    String owner = one.owner().isEmpty() ? "" : " (" + one.owner() + ")";
    return """
    %s%s
      %s: %s
      %s
      fingerprint %s
    """
        .formatted(
            one.name(),
            owner,
            when(one, now),
            MailTimes.minute(one.notAfter()),
            use(one),
            one.id());
  }

  private static String use(EndingCertificate one) {
    if (one.apis().isEmpty() && one.credentials().isEmpty()) {
      return "no API lists it, no credential is bound to it";
    }
    return (one.apis().isEmpty() ? "on no API's allow list" : "listed by " + some(one.apis()))
        + (one.credentials().isEmpty() ? "" : "; bound to " + some(one.credentials()));
  }

  private static String some(List<String> names) {
    String first = String.join(", ", names.stream().limit(MOST_NAMES).toList());
    return names.size() <= MOST_NAMES
        ? first
        : "%s and %d more".formatted(first, names.size() - MOST_NAMES);
  }

  private static String advice(List<EndingCertificate> certificates) {
    String authority =
        certificates.stream().anyMatch(EndingCertificate::isCa)
            ? "\n"
                + "Once a listed CA has expired, nobody whose certificate it issued is let in any"
                + " more.\n"
            : "";
    return """

    What to do: ask the owner of each for the renewed certificate, upload it beside the old one, and
    list and bind it wherever the old one is. Both work until the old one expires, so no request is
    lost. Delete what nobody uses any more, and no further notice comes.
    %s
    Who gets these notices is set in the dashboard, at Company > General.
    """
        .formatted(authority);
  }

  /** A mail's subject and text. */
  record Text(String subject, String body) {}
}
