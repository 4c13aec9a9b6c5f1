package dev.countersign.policy.decision;

import dev.countersign.policy.configuration.Authentication.AuthToken;
import dev.countersign.policy.routing.RequestTarget;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a request carries its access token (G20). */
sealed interface GivenToken {

  /** One token, syntactically sound. */
  record Found(String token) implements GivenToken {
    @Override
    public String toString() {
      return "Found[]";
    }
  }

  /** None that could be looked up. */
  record NotFound(RefusalCause cause) implements GivenToken {}

  /** RFC 6750's b64token has no end; ours have 43 characters and a short prefix. */
  int MAX_LENGTH = 512;

  String AUTHORIZATION = "authorization";

  /** Where people put a token when they have not read where it belongs. */
  List<String> USUAL_HEADERS = List.of("x-api-key", "api-key", "apikey", "x-auth-token", "token");

  static GivenToken in(CallRequest request, AuthToken wanted, RequestTarget target) {
    List<String> authorization = request.headers(AUTHORIZATION);
    if (authorization.size() > 1) {
      return new NotFound(RefusalCause.TOKEN_TWICE);
    }
    GivenToken given =
        wantsBearer(wanted)
            ? bearer(request, authorization)
            : named(request, headerOf(wanted), authorization);
    return given instanceof Found(String token)
            && SecondPlace.has(request, target, headerOf(wanted), token)
        ? new NotFound(RefusalCause.TOKEN_TWICE)
        : given;
  }

  /** The header that carries the token, in lower case. */
  static String headerOf(AuthToken wanted) {
    String header = wanted.header();
    return header == null ? AUTHORIZATION : header.toLowerCase(Locale.ROOT);
  }

  private static boolean wantsBearer(AuthToken wanted) {
    return headerOf(wanted).equals(AUTHORIZATION);
  }

  private static GivenToken bearer(CallRequest request, List<String> authorization) {
    if (authorization.isEmpty()) {
      boolean elsewhere =
          USUAL_HEADERS.stream().anyMatch(header -> !request.headers(header).isEmpty());
      return new NotFound(elsewhere ? RefusalCause.OTHER_HEADER : RefusalCause.ABSENT);
    }
    String value = authorization.getFirst().strip();
    if (value.isEmpty()) {
      return new NotFound(RefusalCause.ABSENT);
    }
    String token = afterBearer(value);
    return token == null ? new NotFound(RefusalCause.OTHER_SCHEME) : checked(token);
  }

  private static GivenToken named(CallRequest request, String header, List<String> authorization) {
    List<String> values = request.headers(header);
    if (values.size() > 1) {
      return new NotFound(RefusalCause.TOKEN_TWICE);
    }
    String bearer = authorization.isEmpty() ? null : afterBearer(authorization.getFirst().strip());
    if (values.isEmpty()) {
      return new NotFound(bearer == null ? RefusalCause.ABSENT : RefusalCause.OTHER_HEADER);
    }
    String value = values.getFirst().strip();
    String afterScheme = afterBearer(value);
    String token = afterScheme == null ? value : afterScheme;
    return token.equals(bearer) ? new NotFound(RefusalCause.TOKEN_TWICE) : checked(token);
  }

  private static GivenToken checked(String token) {
    if (token.isEmpty()) {
      return new NotFound(RefusalCause.ABSENT);
    }
    return isSound(token) ? new Found(token) : new NotFound(RefusalCause.MALFORMED);
  }

  /** What follows the scheme; null where it is another scheme, or none. */
  private static @Nullable String afterBearer(String value) {
    boolean bearer = value.regionMatches(true, 0, "bearer", 0, 6);
    if (!bearer || (value.length() > 6 && value.charAt(6) != ' ')) {
      return null;
    }
    return value.substring(6).strip();
  }

  /** RFC 6750, section 2.1: b64token. */
  private static boolean isSound(String token) {
    int end = token.length();
    while (end > 0 && token.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = token.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "-._~+/".indexOf(c) < 0) {
        return false;
      }
    }
    return end > 0 && token.length() <= MAX_LENGTH;
  }
}
