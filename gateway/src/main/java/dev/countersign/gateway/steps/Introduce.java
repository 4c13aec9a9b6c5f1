package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Client;
import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Step;
import dev.countersign.policy.decision.Verdict;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Objects;

/**
 * Tells the upstream who called and how, and, where the API says so, with which certificate (G40):
 * one that its mutual TLS has accepted, never one that was merely presented.
 */
final class Introduce implements Step {
  private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
  private static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
  private static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString VIA = AsciiString.cached("via");
  private static final AsciiString CLIENT_CERT = AsciiString.cached("client-cert");
  private static final AsciiString CLIENT_CERT_CHAIN = AsciiString.cached("client-cert-chain");
  private static final AsciiString HTTPS = AsciiString.cached("https");
  private static final AsciiString HTTP = AsciiString.cached("http");

  private final String via;

  Introduce(String pseudonym) {
    via = "1.1 " + pseudonym;
  }

  @Override
  public Outcome take(Exchange exchange) {
    Client client = exchange.client();
    HttpHeaders headers = exchange.request().headers();
    List<String> before = headers.getAll(FORWARDED_FOR);
    headers.set(
        FORWARDED_FOR,
        before.isEmpty() ? client.peer() : String.join(", ", before) + ", " + client.peer());
    if (!headers.contains(FORWARDED_PROTO)) {
      headers.set(FORWARDED_PROTO, client.connection().isTls() ? HTTPS : HTTP);
    }
    String host = exchange.request().host();
    if (host != null && !headers.contains(FORWARDED_HOST)) {
      headers.set(FORWARDED_HOST, host);
    }
    List<String> through = headers.getAll(VIA);
    headers.set(VIA, through.isEmpty() ? via : String.join(", ", through) + ", " + via);
    certificate(exchange, client, headers);
    return Outcome.GO_ON;
  }

  private static void certificate(Exchange exchange, Client client, HttpHeaders headers) {
    Verdict.Admitted admitted = Objects.requireNonNull(exchange.admitted());
    if (!admitted.api().upstream().forwardClientCertificate()
        || admitted.clientCertificate() == null) {
      return;
    }
    String certificate = client.certificateHeader();
    if (certificate != null) {
      headers.set(CLIENT_CERT, certificate);
    }
    String chain = client.chainHeader();
    if (chain != null) {
      headers.set(CLIENT_CERT_CHAIN, chain);
    }
  }
}
