package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.Spans;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.routing.HostName;
import dev.countersign.policy.routing.ListenPath;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an {@link ApiDocument}: fills in defaults, normalises, and gathers what is wrong. */
final class ApiReader {

  private static final int MOST_HOSTS = 100;
  private static final int LONGEST_PATH = 1000;
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
  private static final String DEFAULT_TIMEOUT = "30s";
  private static final Pattern HEADER = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Set<String> NOT_FOR_TOKENS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "keep-alive",
          "proxy-connection",
          "expect",
          "cookie",
          "forwarded",
          "client-cert",
          "client-cert-chain");

  private final FieldErrors errors = new FieldErrors();

  /** The document read, or a refusal that names every field at fault. */
  static Read read(ApiDocument document) {
    return new ApiReader().readAll(document);
  }

  /** What a document says: the settings, and the allow list where it names one. */
  record Read(ApiSettings settings, @Nullable Set<String> allowList) {}

  private Read readAll(ApiDocument document) {
    errors.name(document.name());
    List<String> hosts = hosts(document.hosts());
    String listenPath = listenPath(document.listenPath());
    var upstream =
        Objects.requireNonNullElse(
            document.upstream(), new ApiDocument.Upstream(null, null, null, null));
    URI url = UpstreamUrl.read(upstream.url(), errors);
    Duration timeout = timeout(upstream.timeout());
    upstreamTls(upstream.mutualTls());
    var authentication =
        Objects.requireNonNullElse(
            document.authentication(), new ApiDocument.Authentication(null, null, null));
    String type = authenticationType(authentication);
    String header = header(authentication.header());
    var mutualTls =
        Objects.requireNonNullElse(
            document.mutualTls(), new ApiDocument.MutualTls(null, null, null));
    String mode = mode(mutualTls.mode());
    Set<String> allowList = allowList(mutualTls.allowList());
    errors.refuse();
    ApiSettings settings =
        new ApiSettings(
            Objects.requireNonNull(document.name()),
            hosts,
            Objects.requireNonNull(listenPath),
            isTrue(document.stripListenPath()),
            Objects.requireNonNull(url),
            Objects.requireNonNull(timeout),
            isTrue(upstream.forwardClientCertificate()),
            type,
            header,
            isTrue(authentication.forwardToken()),
            mode,
            isTrue(mutualTls.tolerateServerAuth()),
            document.active() == null || document.active());
    return new Read(settings, allowList);
  }

  private static boolean isTrue(@Nullable Boolean given) {
    return given != null && given;
  }

  private List<String> hosts(@Nullable List<@Nullable String> given) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST_HOSTS) {
      errors.add("hosts", "too_many", "An API may have %d hosts.".formatted(MOST_HOSTS));
      return List.of();
    }
    Set<String> hosts = new TreeSet<>();
    for (int i = 0; i < given.size(); i++) {
      String field = "hosts[%d]".formatted(i);
      String host = normalised(field, given.get(i), HostName::ofApi);
      if (host != null && !hosts.add(host)) {
        errors.add(field, "repeated", "%s is named twice.".formatted(host));
      }
    }
    return new ArrayList<>(hosts);
  }

  private @Nullable String listenPath(@Nullable String given) {
    if (given != null && given.length() > LONGEST_PATH) {
      errors.add("listenPath", "too_long", "A listen path may have 1000 characters.");
      return null;
    }
    return normalised("listenPath", given, ListenPath::of);
  }

  private @Nullable String normalised(
      String field, @Nullable String given, UnaryOperator<String> rule) {
    if (!errors.required(field, given) || given == null) {
      return null;
    }
    try {
      return rule.apply(given);
    } catch (IllegalArgumentException e) {
      errors.add(field, "malformed", Objects.requireNonNullElse(e.getMessage(), "Malformed."));
      return null;
    }
  }

  private @Nullable Duration timeout(@Nullable String given) {
    return Spans.read(
        "upstream.timeout",
        Objects.requireNonNullElse(given, DEFAULT_TIMEOUT),
        SHORTEST_TIMEOUT,
        LONGEST_TIMEOUT,
        errors);
  }

  private void upstreamTls(ApiDocument.@Nullable UpstreamTls given) {
    if (given == null) {
      return;
    }
    oneOf("upstream.mutualTls.mode", given.mode(), ApiSettings.OFF, Set.of(ApiSettings.OFF));
    if (given.certificateId() != null) {
      errors.add(
          "upstream.mutualTls.certificateId",
          "not_supported",
          "Upstreams cannot be given a certificate yet: leave it out.");
    }
  }

  private String authenticationType(ApiDocument.Authentication given) {
    String type =
        oneOf(
            "authentication.type",
            given.type(),
            ApiSettings.AUTH_TOKEN,
            Set.of(ApiSettings.AUTH_TOKEN, ApiSettings.NONE));
    if (type.equals(ApiSettings.NONE) && (given.header() != null || isTrue(given.forwardToken()))) {
      errors.add(
          "authentication", "contradictory", "Without authentication there is no token to name.");
    }
    return type;
  }

  private @Nullable String header(@Nullable String given) {
    if (given == null || given.equalsIgnoreCase("authorization")) {
      return null;
    }
    String header = given.toLowerCase(Locale.ROOT);
    if (!HEADER.matcher(header).matches()) {
      errors.add("authentication.header", "malformed", "This is not the name of a header.");
    } else if (NOT_FOR_TOKENS.contains(header) || header.startsWith("x-forwarded-")) {
      errors.add(
          "authentication.header", "reserved", "This header has another meaning: take another.");
    }
    return header;
  }

  private String mode(@Nullable String given) {
    return oneOf(
        "mutualTls.mode", given, ApiSettings.OFF, Set.of(ApiSettings.OFF, ApiSettings.ENFORCE));
  }

  private String oneOf(
      String field, @Nullable String given, String otherwise, Set<String> supported) {
    if (given == null) {
      return otherwise;
    }
    if (!supported.contains(given)) {
      errors.add(
          field,
          "not_supported",
          "Write one of: %s.".formatted(String.join(", ", new TreeSet<>(supported))));
    }
    return given;
  }

  private @Nullable Set<String> allowList(@Nullable List<@Nullable String> given) {
    if (given == null) {
      return null;
    }
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < given.size(); i++) {
      String id = given.get(i);
      if (id == null || !Fingerprint.isWritten(id)) {
        errors.add(
            "mutualTls.allowList[%d]".formatted(i),
            "malformed",
            "A certificate id is 64 lower-case hex digits.");
      } else {
        ids.add(id);
      }
    }
    return ids;
  }
}
