package dev.countersign.control.feed;

import dev.countersign.control.feed.GatewayTable.GatewayCertificate;
import dev.countersign.pki.certificate.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who may read the feed, in memory, so that a poll asks no database. {@link FeedReader} keeps it
 * fresh; a certificate that is newer than that is looked up.
 */
class FeedReaders {

  private static final long NEVER_READ = -1;

  private final GatewayTable table;
  private volatile Known known = new Known(NEVER_READ, Map.of());

  FeedReaders(GatewayTable table) {
    this.table = table;
  }

  /** Reads everything anew where the registry has changed since. */
  boolean refresh(long version, Supplier<List<GatewayCertificate>> certificates) {
    if (known.version == version) {
      return false;
    }
    Map<Fingerprint, GatewayCertificate> byFingerprint =
        certificates.get().stream()
            .collect(Collectors.toMap(GatewayCertificate::fingerprint, Function.identity()));
    known = new Known(version, byFingerprint);
    return true;
  }

  /** Whom this certificate belongs to. */
  Optional<GatewayCertificate> find(Fingerprint fingerprint) {
    GatewayCertificate certificate = known.byFingerprint.get(fingerprint);
    return certificate != null ? Optional.of(certificate) : table.certificate(fingerprint);
  }

  /** Whether the gateway of this certificate is known to have been removed. */
  boolean isRemoved(Fingerprint fingerprint) {
    GatewayCertificate certificate = known.byFingerprint.get(fingerprint);
    return certificate != null && certificate.removed();
  }

  private record Known(long version, Map<Fingerprint, GatewayCertificate> byFingerprint) {}
}
