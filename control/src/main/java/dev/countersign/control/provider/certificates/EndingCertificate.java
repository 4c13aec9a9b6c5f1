package dev.countersign.control.provider.certificates;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.modulith.NamedInterface;

/**
 * A certificate that ends, and what stops with it.
 *
 * @param owner the organisation in its subject; empty where it names none
 * @param apis the names of those that list it
 * @param credentials the names of those that are bound to it
 */
@NamedInterface("ends")
public record EndingCertificate(
    String id,
    String name,
    String owner,
    boolean isCa,
    Instant notAfter,
    List<String> apis,
    List<String> credentials) {

  private static final Pattern ORGANISATION =
      Pattern.compile("(?:^|[,+])\\s*O=((?:\\\\.|[^,+\\\\])*)");

  static EndingCertificate of(CertificateRow row, CertificateUsage usage) {
    return new EndingCertificate(
        row.id(),
        row.name(),
        owner(row.certificate().subject()),
        row.isCa(),
        row.notAfter(),
        usage.allowLists().stream().map(CertificateUsage.Use::name).toList(),
        usage.bindings().stream().map(CertificateUsage.Use::name).toList());
  }

  private static String owner(String subject) {
    Matcher found = ORGANISATION.matcher(subject);
    return found.find() ? found.group(1).replaceAll("\\\\(.)", "$1").strip() : "";
  }
}
