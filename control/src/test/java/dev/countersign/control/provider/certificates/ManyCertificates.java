package dev.countersign.control.provider.certificates;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.testkit.certificate.TestCertificate;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.postgresql.PGConnection;

/**
 * Fills a company's store fast: each certificate is a real one in DER, cut from one pattern with
 * its own serial number, name, alternative name and end. Nobody checks the signatures of a list.
 *
 * <p>Of every thousand, 2 are CAs, 10 are expiring, 3 have expired and 5 are revoked; all but 20
 * are on an allow list. Three in four were presented once.
 */
final class ManyCertificates {

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Instant PATTERN_END = Instant.parse("2039-01-02T03:04:05Z");

  private final Instant now = Instant.now();
  private final byte[] client =
      TestCertificate.ca("Northwind Client CA")
          .issueClient(
              "client-0000000",
              change ->
                  change
                      .subject("CN=client-0000000,O=Northwind Traders")
                      .dnsNames("app-0000000.northwind.example")
                      .validUntil(PATTERN_END))
          .der();
  private final byte[] ca =
      TestCertificate.ca(
              "x",
              change ->
                  change
                      .subject("CN=client-0000000,O=Northwind Authorities")
                      .validUntil(PATTERN_END))
          .der();

  private ManyCertificates() {}

  /** Stores this many for the company of this caller, and lists most of them. */
  static void store(RunningControl control, ApiClient caller, int count) throws Exception {
    String company = company(control, caller);
    String api = caller.newApi("/" + company);
    ManyCertificates pattern = new ManyCertificates();
    try (var connection = control.connect()) {
      connection.setAutoCommit(false);
      var copies = connection.unwrap(PGConnection.class).getCopyAPI();
      StringBuilder rows = new StringBuilder();
      StringBuilder entries = new StringBuilder();
      for (int n = 0; n < count; n++) {
        CertificateRow row = pattern.row(company, n);
        append(rows, row);
        if (n % 50 != 0) {
          entries.append(company).append('\t').append(api).append('\t').append(row.id());
          entries.append("\thand\t").append(pattern.now).append('\n');
        }
        if (n % 5000 == 4999 || n == count - 1) {
          copies.copyIn(
              "COPY provider.certificates (company_id, id, name, sort_name, der, not_before, not_after,"
                  + " is_ca, weak_key, subject_hash, key_hash, search, revoked_at, created_at) FROM STDIN",
              new StringReader(rows.toString()));
          copies.copyIn(
              "COPY provider.allow_list FROM STDIN", new StringReader(entries.toString()));
          connection.commit();
          rows.setLength(0);
          entries.setLength(0);
        }
      }
    }
    control.update(
        """
        UPDATE provider.certificates_presented
        SET presented_at = now() - ('x' || left(certificate_id, 6))::bit(24)::int * interval '1 s'
        WHERE company_id = ? AND certificate_id > '4'
        """,
        company);
    control.update("VACUUM ANALYZE provider.certificates");
    control.update("VACUUM ANALYZE provider.certificates_presented");
    control.update("VACUUM ANALYZE provider.certificates_unused");
    control.update("VACUUM ANALYZE provider.allow_list");
  }

  static String company(RunningControl control, ApiClient caller) {
    return control
        .column(
            "SELECT company_id FROM accounts.api_keys WHERE hash = sha256('%s')"
                .formatted(caller.key()))
        .getFirst();
  }

  private CertificateRow row(String company, int n) throws UnreadableCertificateException {
    byte[] der = (n % 500 == 7 ? ca : client).clone();
    String number = "%07d".formatted(n);
    replace(der, "0000000", number);
    replace(der, UTC_TIME.format(PATTERN_END), UTC_TIME.format(end(n)));
    Certificate certificate = Certificate.parse(der);
    CertificateRow row =
        CertificateRow.of(company, "client-" + number, certificate, now.minusSeconds(7L * n));
    return n % 200 == 11 ? row.revoked(now) : row;
  }

  private Instant end(int n) {
    return switch (n % 1000) {
      case 21, 22, 23 -> now.minus(Duration.ofDays(1 + n % 300));
      case 31, 32, 33, 34, 35, 36, 37, 38, 39, 40 -> now.plus(Duration.ofHours(2 + n % 600));
      default -> now.plus(Duration.ofDays(40 + n % 700));
    };
  }

  private static void replace(byte[] der, String old, String by) {
    byte[] from = old.getBytes(StandardCharsets.US_ASCII);
    byte[] to = by.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + from.length <= der.length; at++) {
      if (Arrays.equals(der, at, at + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, der, at, to.length);
      }
    }
  }

  private static void append(StringBuilder rows, CertificateRow row) {
    rows.append(row.companyId()).append('\t').append(row.id()).append('\t').append(row.name());
    rows.append('\t').append(row.sortName());
    rows.append("\t\\\\x").append(HexFormat.of().formatHex(row.der())).append('\t');
    rows.append(row.notBefore()).append('\t').append(row.notAfter()).append('\t');
    rows.append(row.isCa()).append('\t').append(row.weakKey()).append('\t');
    rows.append(row.subjectHash()).append('\t').append(row.keyHash()).append('\t');
    rows.append(row.searchText().replace("\\", "\\\\").replace("\n", "\\n")).append('\t');
    rows.append(row.revokedAt() == null ? "\\N" : row.revokedAt().toString()).append('\t');
    rows.append(row.createdAt()).append('\n');
  }
}
