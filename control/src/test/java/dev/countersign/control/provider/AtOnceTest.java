package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

class AtOnceTest {

  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
  }

  private static List<Integer> statuses(List<Callable<Answer>> calls) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) {
        statuses.add(answer.get().status());
      }
    }
    Collections.sort(statuses);
    return statuses;
  }

  private static List<Callable<Answer>> times(int count, Callable<Answer> call) {
    return Collections.nCopies(count, call);
  }

  @RepeatedTest(3)
  @DisplayName("S2 of two uploads of one certificate at once, one is stored and one is a duplicate")
  void sameCertificate() throws Exception {
    String pem = TestCertificate.selfSigned("same").pem();
    assertThat(statuses(times(2, () -> caller.upload(pem)))).containsExactly(201, 409);
  }

  @RepeatedTest(3)
  @DisplayName("G14 of two APIs with one route at once, one is made and one is refused")
  void sameRoute() throws Exception {
    String path = "/" + UUID.randomUUID();
    ApiClient other = RunningControl.shared().company();
    String hosts = "\"hosts\": [\"a.example\", \"b.example\"]";
    String reversed = "\"hosts\": [\"b.example\", \"a.example\"]";
    assertThat(
            statuses(
                List.of(
                    () -> caller.post("/apis", ApiClient.api(path, hosts)),
                    () -> other.post("/apis", ApiClient.api(path, reversed)))))
        .containsExactly(201, 409);
  }

  @RepeatedTest(3)
  @DisplayName("Of writers with the same If-Match at once, one succeeds")
  void sameEntityTag() throws Exception {
    Answer created = caller.post("/credentials", "{\"name\": \"A\"}").expect(201);
    String address = "/credentials/" + created.text("id");
    String tag = created.header("ETag");
    assertThat(
            statuses(times(4, () -> caller.patch(address, "{\"name\": \"B\"}", "If-Match", tag))))
        .containsExactly(200, 412, 412, 412);
  }

  @RepeatedTest(20)
  @DisplayName("S5 a certificate is deleted or listed, never both, and no writers wait for ever")
  void deleteWhileListed() throws Exception {
    String certificate = caller.newCertificate("c");
    String api = caller.newApi("/" + UUID.randomUUID());
    String credential = caller.newCredential(api);
    List<Integer> statuses =
        statuses(
            Stream.<Callable<Answer>>of(
                    () -> caller.delete("/certificates/" + certificate + "?force=true"),
                    () -> caller.put("/apis/" + api + "/allow-list/" + certificate, ""),
                    () -> caller.put("/apis/" + api, document(certificate)),
                    () ->
                        caller.patch(
                            "/credentials/" + credential,
                            "{\"boundCertificates\": [\"%s\"]}".formatted(certificate)),
                    () -> caller.delete("/apis/" + api))
                .toList());
    assertThat(statuses).allMatch(status -> status < 500);
    caller.get("/certificates/" + certificate).expect(404);
    assertThat(
            RunningControl.shared()
                .column(
                    "SELECT 1 FROM provider.allow_list WHERE certificate_id = '%s'"
                        .formatted(certificate)))
        .isEmpty();
  }

  private static String document(String certificate) {
    return ApiClient.api(
        "/" + UUID.randomUUID(),
        "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\"]}".formatted(certificate));
  }
}
