package dev.countersign.policy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.certificate.Fingerprint;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerTest {
  @ParameterizedTest(name = "{1}")
  @DisplayName("The table of answers: status, code, error")
  @CsvSource({
    "404, route_not_found,",
    "403, tls_required, TLS not enabled",
    "403, certificate_required, Client TLS certificate is required",
    "403, certificate_not_allowed,",
    "403, certificate_expired, Certificate has expired",
    "403, certificate_not_yet_valid,",
    "403, certificate_revoked,",
    "401, token_missing, Authorization field missing",
    "401, token_invalid, Access to this API has been disallowed",
    "403, token_not_permitted, Access to this API has been disallowed",
    "429, rate_limited,",
    "429, quota_exceeded,",
    "502, upstream_unreachable,",
    "502, upstream_failed,",
    "504, upstream_timeout,",
    "400, request_malformed,",
    "408, request_timeout,",
    "431, headers_too_large,",
    "413, body_too_large,",
    "421, misdirected_request,",
    "503, not_ready,"
  })
  void table(int status, String code, String error) {
    RefusalCode refusal = RefusalCode.of(code);
    Answer answer = Answer.of(refusal);
    JsonNode body = JsonMapper.shared().readTree(ProblemJson.render(answer, "the \"id\""));
    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder("type", "title", "status", "code", "id", "error");
    assertThat(body.get("status").intValue()).isEqualTo(status).isEqualTo(answer.status());
    assertThat(body.get("code").stringValue()).isEqualTo(code);
    assertThat(body.get("id").stringValue()).isEqualTo("the \"id\"");
    assertThat(body.get("title").stringValue()).isNotBlank();
    assertThat(body.get("error").stringValue()).isEqualTo(error == null ? refusal.title() : error);
  }

  @Test
  @DisplayName("The table of answers is complete")
  void complete() {
    assertThat(Arrays.stream(RefusalCode.values()).map(RefusalCode::code)).hasSize(21);
    assertThat(RefusalCode.of("nonsense")).isNull();
  }

  @Test
  @DisplayName("A certificate that is not allowed is named by its SHA-256")
  void certificateNotAllowed() {
    Fingerprint fingerprint = Fingerprint.of(new byte[] {1});
    assertThat(Answer.certificateNotAllowed(fingerprint).error())
        .isEqualTo("Certificate with SHA256 " + fingerprint + " not allowed");
  }

  @Test
  @DisplayName("401 carries WWW-Authenticate: Bearer, with invalid_token where a token was given")
  void challenge() {
    assertThat(Answer.of(RefusalCode.TOKEN_MISSING).wwwAuthenticate()).isEqualTo("Bearer");
    assertThat(Answer.of(RefusalCode.TOKEN_INVALID).wwwAuthenticate())
        .isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(Answer.of(RefusalCode.TOKEN_NOT_PERMITTED).wwwAuthenticate()).isNull();
  }
}
