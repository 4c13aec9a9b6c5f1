package dev.countersign.policy.feed;

import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.MutualTls;
import dev.countersign.policy.configuration.UpstreamConfiguration;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** An API as JSON. */
final class ApiJson {
  private static final String AUTH_TOKEN = "auth-token";
  private static final String NONE = "none";

  private ApiJson() {}

  static ObjectNode write(ApiConfiguration api) {
    ObjectNode json =
        Json.object()
            .put("id", api.id())
            .put("companyId", api.companyId())
            .put("name", api.name())
            .put("listenPath", api.listenPath())
            .put("stripListenPath", api.stripListenPath())
            .put("active", api.active());
    api.hosts().forEach(json.putArray("hosts")::add);
    json.set("upstream", write(api.upstream()));
    json.set("authentication", write(api.authentication()));
    json.set(
        "mutualTls",
        Json.object()
            .put("mode", api.mutualTls().mode().name())
            .put("tolerateServerAuth", api.mutualTls().tolerateServerAuth()));
    return json;
  }

  static ApiConfiguration read(Fields fields) throws UnreadableConfigurationException {
    var api =
        new ApiConfiguration(
            fields.text("id"),
            fields.text("companyId"),
            fields.text("name"),
            fields.texts("hosts"),
            fields.text("listenPath"),
            fields.flag("stripListenPath"),
            upstream(fields.object("upstream")),
            authentication(fields.object("authentication")),
            mutualTls(fields.object("mutualTls")),
            fields.flag("active"));
    fields.done();
    return api;
  }

  private static ObjectNode write(UpstreamConfiguration upstream) {
    return Json.object()
        .put("url", upstream.url().toString())
        .put("timeout", upstream.timeout().toString())
        .put("forwardClientCertificate", upstream.forwardClientCertificate());
  }

  private static UpstreamConfiguration upstream(Fields fields)
      throws UnreadableConfigurationException {
    var upstream =
        new UpstreamConfiguration(
            URI.create(fields.text("url")),
            Duration.parse(fields.text("timeout")),
            fields.flag("forwardClientCertificate"));
    fields.done();
    return upstream;
  }

  private static ObjectNode write(Authentication authentication) {
    return switch (authentication) {
      case Authentication.AuthToken token -> {
        ObjectNode json = Json.object().put("type", AUTH_TOKEN).put("forward", token.forward());
        yield token.header() == null ? json : json.put("header", token.header());
      }
      case Authentication.None none -> Json.object().put("type", NONE);
    };
  }

  private static Authentication authentication(Fields fields)
      throws UnreadableConfigurationException {
    String type = fields.text("type");
    Authentication authentication =
        switch (type) {
          case AUTH_TOKEN ->
              new Authentication.AuthToken(fields.optionalText("header"), fields.flag("forward"));
          case NONE -> new Authentication.None();
          default -> throw EntityKind.unknown(type);
        };
    fields.done();
    return authentication;
  }

  private static MutualTls mutualTls(Fields fields) throws UnreadableConfigurationException {
    var mutualTls =
        new MutualTls(
            MutualTls.Mode.valueOf(fields.text("mode")), fields.flag("tolerateServerAuth"));
    fields.done();
    return mutualTls;
  }
}
