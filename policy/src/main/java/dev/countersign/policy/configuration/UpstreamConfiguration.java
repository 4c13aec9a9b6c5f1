package dev.countersign.policy.configuration;

import java.net.URI;
import java.time.Duration;

/**
 * Where an API's requests go.
 *
 * @param url {@code http} or {@code https}, with an optional path that is put before the forwarded
 *     one
 * @param timeout how long the upstream may take until the head of its answer has arrived
 * @param forwardClientCertificate whether {@code Client-Cert} and {@code Client-Cert-Chain} (RFC
 *     9440) are set from the connection
 */
public record UpstreamConfiguration(URI url, Duration timeout, boolean forwardClientCertificate) {}
