package dev.countersign.policy.feed;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.AcceptedToken;
import dev.countersign.policy.configuration.Credential.Allowance;
import dev.countersign.policy.configuration.TokenHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A credential as JSON. */
final class CredentialJson {
  private CredentialJson() {}

  static ObjectNode write(Credential credential) {
    ObjectNode json =
        Json.object()
            .put("id", credential.id())
            .put("companyId", credential.companyId())
            .put("name", credential.name())
            .put("status", credential.status().name());
    ArrayNode tokens = json.putArray("tokens");
    credential.tokens().forEach(token -> tokens.add(write(token)));
    credential.apis().stream().sorted().forEach(json.putArray("apis")::add);
    ArrayNode bound = json.putArray("boundCertificates");
    credential.boundCertificates().stream().sorted().forEach(one -> bound.add(one.toString()));
    if (credential.expiresAt() != null) {
      json.put("expiresAt", credential.expiresAt().toString());
    }
    put(json, "rateLimit", credential.rateLimit());
    put(json, "quota", credential.quota());
    return json;
  }

  static Credential read(Fields fields) throws UnreadableConfigurationException {
    var credential =
        new Credential(
            fields.text("id"),
            fields.text("companyId"),
            fields.text("name"),
            tokens(fields.objects("tokens")),
            new HashSet<>(fields.texts("apis")),
            fingerprints(fields.texts("boundCertificates")),
            Credential.Status.valueOf(fields.text("status")),
            fields.optionalInstant("expiresAt"),
            allowance(fields.optionalObject("rateLimit")),
            allowance(fields.optionalObject("quota")));
    fields.done();
    return credential;
  }

  private static ObjectNode write(AcceptedToken token) {
    ObjectNode json = Json.object().put("hash", token.hash().toString());
    return token.until() == null ? json : json.put("until", token.until().toString());
  }

  private static List<AcceptedToken> tokens(List<Fields> each)
      throws UnreadableConfigurationException {
    List<AcceptedToken> tokens = new ArrayList<>();
    for (Fields fields : each) {
      tokens.add(
          new AcceptedToken(TokenHash.parse(fields.text("hash")), fields.optionalInstant("until")));
      fields.done();
    }
    return tokens;
  }

  private static Set<Fingerprint> fingerprints(List<String> texts) {
    return texts.stream().map(Fingerprint::parse).collect(Collectors.toUnmodifiableSet());
  }

  private static void put(ObjectNode json, String name, @Nullable Allowance allowance) {
    if (allowance != null) {
      json.set(
          name,
          Json.object()
              .put("requests", allowance.requests())
              .put("per", allowance.per().toString()));
    }
  }

  private static @Nullable Allowance allowance(@Nullable Fields fields)
      throws UnreadableConfigurationException {
    if (fields == null) {
      return null;
    }
    var allowance = new Allowance(fields.number("requests"), Duration.parse(fields.text("per")));
    fields.done();
    return allowance;
  }
}
