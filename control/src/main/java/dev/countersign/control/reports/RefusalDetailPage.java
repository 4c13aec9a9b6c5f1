package dev.countersign.control.reports;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One refusal as its page shows it.
 *
 * @param headline what happened, in a few words
 * @param expected the closest certificate that would have been let in; null where none is close
 * @param listed the names of some that would have been let in
 * @param entries how many would have been, in all
 * @param credential the token's credential, by name; empty where it is not known
 * @param times how often this client was refused for this cause; only recorded ones
 * @param letInAgain when this client was let in since; null for not yet
 */
public record RefusalDetailPage(
    String id,
    Instant at,
    String gateway,
    String apiId,
    String api,
    String request,
    String headline,
    String message,
    String advice,
    int status,
    String code,
    String cause,
    @Nullable Certificate presented,
    @Nullable String pem,
    boolean presentedIsStored,
    int sentAlong,
    String tls,
    String credentialId,
    String credential,
    @Nullable Certificate expected,
    String why,
    List<Listed> listed,
    int entries,
    boolean bound,
    List<String> further,
    long times,
    Instant since,
    @Nullable Instant letInAgain) {

  private static final Set<String> LISTABLE =
      Set.of("known_not_listed", "listed_elsewhere", "renewal_not_listed", "issuer_unknown");

  /** A certificate, beside another. */
  public record Certificate(
      String id,
      String subject,
      String issuer,
      Instant from,
      Instant until,
      @Nullable Instant listedAt,
      @Nullable Instant lastSeenAt) {}

  /** One that would have been let in. */
  public record Listed(String id, String name) {}

  /** Whether the certificate lacks nothing but its entry on the API's list. */
  public boolean canBeListed() {
    return presentedIsStored
        && !apiId.isEmpty()
        && LISTABLE.contains(cause)
        && code.equals("certificate_not_allowed");
  }

  /** Whether what was presented differs from what was expected here. */
  public boolean differs(Function<Certificate, Object> what) {
    return presented != null
        && expected != null
        && !what.apply(presented).equals(what.apply(expected));
  }
}
