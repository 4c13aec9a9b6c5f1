package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Credential;
import org.jspecify.annotations.Nullable;

/** Whether a call is let in. */
public sealed interface Verdict {

  /**
   * The call goes to the API's upstream.
   *
   * @param credential whose token was given; null where the API asks for none
   * @param host the host that the request is for, normalised; empty where it named none
   * @param forwardTarget path and query as the upstream gets them: exactly what was matched, with
   *     the listen path taken off where the API says so and the upstream's own path put before
   * @param tokenHeader in lower case, the header to remove before forwarding; null for none
   * @param clientCertificate the certificate that the API's mutual TLS accepted; null where it has
   *     none, whatever the client presented
   */
  record Admitted(
      ApiConfiguration api,
      @Nullable Credential credential,
      String host,
      String forwardTarget,
      @Nullable String tokenHeader,
      @Nullable Certificate clientCertificate)
      implements Verdict {}

  /** The call is answered with {@link Refusal#answer()}. */
  record Refused(Refusal refusal) implements Verdict {}
}
