package dev.countersign.control.provider;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S7 where one thing names another; OthersIdsTest walks every route and field. */
class CompaniesTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private static ApiClient stranger;
  private static String strangersApi;
  private static String ownersApi;
  private static String ownersCertificate;

  @BeforeAll
  static void twoCompanies() {
    ApiClient owner = CONTROL.company();
    ownersApi = owner.newApi("/" + UUID.randomUUID());
    ownersCertificate = owner.newCertificate("client");
    stranger = CONTROL.company();
    strangersApi = stranger.newApi("/" + UUID.randomUUID());
  }

  @Test
  @DisplayName("S7 another company's certificate cannot be listed by one's own API")
  void foreignCertificate() {
    String entry = "/apis/" + strangersApi + "/allow-list/" + ownersCertificate;
    stranger.put(entry, "").expectProblem(404, "not_found");
    stranger.delete(entry).expectProblem(404, "not_found");
    String document =
        ApiClient.api(
            "/" + UUID.randomUUID(),
            "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\"]}"
                .formatted(ownersCertificate));
    stranger.post("/apis", document).expectField("mutualTls.allowList", "certificate_unknown");
    stranger
        .put("/apis/" + strangersApi, document)
        .expectField("mutualTls.allowList", "certificate_unknown");
  }

  @Test
  @DisplayName("S7 another company's API and certificate cannot be named by one's own credential")
  void foreignInCredential() {
    String apis = "{\"name\": \"A\", \"apis\": [\"%s\"]}".formatted(ownersApi);
    String bound =
        "{\"name\": \"A\", \"boundCertificates\": [\"%s\"]}".formatted(ownersCertificate);
    stranger.post("/credentials", apis).expectField("apis", "unknown");
    stranger.post("/credentials", bound).expectField("boundCertificates", "unknown");
    String mine = "/credentials/" + stranger.newCredential();
    stranger.patch(mine, apis).expectField("apis", "unknown");
    stranger.patch(mine, bound).expectField("boundCertificates", "unknown");
  }
}
