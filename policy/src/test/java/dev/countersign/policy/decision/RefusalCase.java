package dev.countersign.policy.decision;

import static dev.countersign.policy.fixture.Gate.HOST;
import static dev.countersign.policy.fixture.Gate.presenting;
import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.stored;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.fixture.Call;
import dev.countersign.policy.fixture.Gate;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One refusal, and the words for it. In the words, {@code <leaf>} stands for the presented
 * certificate's subject.
 */
record RefusalCase(
    RefusalCode code,
    RefusalCause cause,
    Gate gate,
    Call call,
    ClientConnection connection,
    String message,
    String advice) {

  static final TestCertificate ROOT = TestCertificate.ca("Root");
  static final TestCertificate ALICE = ROOT.issueClient("alice");
  static final TestCertificate SELF = TestCertificate.selfSigned("self");
  static final String TOKEN = "a-token";
  private static final Entity ORDERS =
      Sample.with(mutualTls(api("orders", "/orders", HOST)), new Authentication.None());
  private static final Entity INVOICES =
      Sample.with(mutualTls(api("invoices", "/invoices", HOST)), new Authentication.None());
  private static final Entity PLAIN = api("plain", "/plain", HOST);

  void check() {
    Refusal refusal = gate.refuses(code, cause, call, connection);
    assertThat(refusal.message()).matches(pattern(filled(message, refusal)));
    assertThat(refusal.advice()).isEqualTo(filled(advice, refusal));
    RefusalRecord record =
        RefusalRecord.of(SampleReport.newId(), Instant.EPOCH, refusal, "GET", HOST, call.target());
    assertThat(record.code()).isEqualTo(code.code());
    assertThat(record.cause()).isEqualTo(cause.text());
    assertThat(record.message()).isEqualTo(refusal.message());
    assertThat(record.advice()).isEqualTo(refusal.advice());
  }

  /** An asterisk stands for anything: what pki says of a path is asserted there. */
  private static Pattern pattern(String words) {
    return Pattern.compile(
        Arrays.stream(words.split("\\*", -1)).map(Pattern::quote).collect(joining(".*")));
  }

  private static String filled(String words, Refusal refusal) {
    var leaf = refusal.presented().certificate();
    return leaf == null
        ? words
        : words
            .replace("<leaf>", leaf.subject())
            .replace("<issuer>", leaf.issuer())
            .replace("<from>", Words.time(leaf.notBefore()))
            .replace("<until>", Words.time(leaf.notAfter()));
  }

  static RefusalCase certificate(
      RefusalCause cause, Gate gate, String message, String advice, TestCertificate... sent) {
    return certificate(
        RefusalCode.CERTIFICATE_NOT_ALLOWED, cause, gate, presenting(sent), message, advice);
  }

  static RefusalCase certificate(
      RefusalCode code,
      RefusalCause cause,
      Gate gate,
      ClientConnection connection,
      String message,
      String advice) {
    return new RefusalCase(
        code, cause, gate, Call.to(HOST, "/orders/1"), connection, message, advice);
  }

  static RefusalCase token(
      RefusalCode code, RefusalCause cause, Gate gate, Call call, String message, String advice) {
    return new RefusalCase(code, cause, gate, call, presenting(), message, advice);
  }

  /** Around the APIs of every case. */
  static Gate gate(Entity... more) {
    return Gate.with(
        Stream.concat(Stream.of(ORDERS, INVOICES, PLAIN), Arrays.stream(more))
            .toArray(Entity[]::new));
  }

  static Gate listing(TestCertificate listed) {
    return gate(stored(listed), entry("orders", listed));
  }
}
