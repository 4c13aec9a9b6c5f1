package dev.countersign.policy.decision;

import static dev.countersign.policy.decision.RefusalCase.gate;
import static dev.countersign.policy.fixture.Gate.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.fixture.Call;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every cause, by a decision that is really made: what the owner is told happened, and who is told
 * to do what.
 */
class EveryCauseTest {

  private static List<RefusalCase> requests() {
    ClientConnection anyHost = ClientConnection.tls("TLSv1.3", null, true, null);
    String plainUrl =
        "The caller should send a plain URL; if it does, something between it and the gateway"
            + " changes it.";
    return List.of(
        new RefusalCase(
            RefusalCode.REQUEST_MALFORMED,
            RefusalCause.HOST_MALFORMED,
            gate(),
            Call.to("api test", "/"),
            anyHost,
            "The host is neither a name nor an address.",
            plainUrl),
        new RefusalCase(
            RefusalCode.REQUEST_MALFORMED,
            RefusalCause.TARGET_MALFORMED,
            gate(),
            Call.to(HOST, "/orders/%2e%2e%2f"),
            anyHost,
            "The path has an encoded slash or backslash.",
            plainUrl),
        new RefusalCase(
            RefusalCode.ROUTE_NOT_FOUND,
            RefusalCause.HOST_UNKNOWN,
            gate(),
            Call.to("nowhere.test", "/"),
            anyHost,
            "No API is published on the host “nowhere.test”.",
            "The caller should check the host name; the API's owner should check the API's hosts"
                + " and that it is active."),
        new RefusalCase(
            RefusalCode.ROUTE_NOT_FOUND,
            RefusalCause.PATH_UNKNOWN,
            gate(),
            Call.to(HOST, "/nothing"),
            anyHost,
            "No API on the host “api.test” has a listen path that the request's path begins with.",
            "The caller should check the path; the API's owner should check that the API is"
                + " active."));
  }

  private static List<RefusalCase> all() {
    return Stream.of(CertificateCauses.all(), PathCauses.all(), TokenCauses.all(), requests())
        .flatMap(List::stream)
        .toList();
  }

  @TestFactory
  @DisplayName("Each cause is told apart, with its message and its advice")
  Stream<DynamicTest> words() {
    return all().stream()
        .map(each ->
            DynamicTest.dynamicTest(each.code().code() + " " + each.cause().text(), each::check));
  }

  @Test
  @DisplayName("No cause is missing here")
  void complete() {
    assertThat(all()).extracting(RefusalCase::cause).contains(RefusalCause.values());
  }
}
