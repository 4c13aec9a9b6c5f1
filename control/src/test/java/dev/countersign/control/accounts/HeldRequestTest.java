package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A request whose body is held back while its sender loses their rights. */
@DisplayName("A1 A request that is held open")
class HeldRequestTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private ApiClient company;
  private String person;
  private String key;

  @BeforeEach
  void anAdministratorWithAKey() {
    company = CONTROL.keyOf(CONTROL.company(), RunningControl.EVERY_SCOPE);
    CONTROL.addAdministrator(
        company, UUID.randomUUID() + "@example.com", "correct horse battery staple");
    person =
        CONTROL.addAdministrator(
            company, UUID.randomUUID() + "@example.com", "correct horse battery staple");
    key = CONTROL.personalKey(company, person, RunningControl.EVERY_SCOPE).key();
  }

  @Test
  @DisplayName("makes nothing once its sender was removed")
  void removed() throws Exception {
    assertThat(answered(() -> company.delete("/members/" + person).expect(204))).isEqualTo(401);
  }

  @Test
  @DisplayName("may no more than its sender may when all of it has come")
  void demoted() throws Exception {
    String auditor =
        company.get("/roles").expect(200).list("items").stream()
            .filter(role -> role.path("name").asString().equals("Auditor"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    assertThat(
            answered(() ->
                company
                    .put("/members/" + person, "{\"roles\": [\"%s\"]}".formatted(auditor))
                    .expect(200)))
        .isEqualTo(403);
  }

  /** What is answered where this happens while a request for a new key has begun. */
  private int answered(Runnable meanwhile) throws IOException {
    byte[] body =
        "{\"name\": \"back door\", \"kind\": \"service\", \"scopes\": [\"apis:read\"]}"
            .getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), CONTROL.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST /api/v1/api-keys HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Type: application/json\r
          Content-Length: %d\r
          Connection: close\r
          \r
          """
              .formatted(key, body.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, 5);
      out.flush();
      await("the rights have been read")
          .until(
              () ->
                  CONTROL
                      .column(
                          "SELECT name FROM accounts.api_keys WHERE owner_id = '%s'"
                                  .formatted(person)
                              + " AND last_used_at IS NOT NULL")
                      .size(),
              used -> used == 1);
      meanwhile.run();
      out.write(body, 5, body.length - 5);
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }
}
