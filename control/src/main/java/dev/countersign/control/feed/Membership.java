package dev.countersign.control.feed;

import dev.countersign.control.feed.GatewayTable.Member;
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
class Membership {

  private static final long NEVER_READ = -1;

  private final GatewayTable table;
  private volatile Known known = new Known(NEVER_READ, Map.of());

  Membership(GatewayTable table) {
    this.table = table;
  }

  /** Reads everything anew where the registry has changed since. */
  boolean refresh(long version, Supplier<List<Member>> members) {
    if (known.version == version) {
      return false;
    }
    Map<Fingerprint, Member> byCertificate =
        members.get().stream().collect(Collectors.toMap(Member::certificate, Function.identity()));
    known = new Known(version, byCertificate);
    return true;
  }

  /** Whom this certificate belongs to. */
  Optional<Member> find(Fingerprint certificate) {
    Member member = known.byCertificate.get(certificate);
    return member != null ? Optional.of(member) : table.member(certificate);
  }

  /** Whether the gateway of this certificate is known to have been removed. */
  boolean isRemoved(Fingerprint certificate) {
    Member member = known.byCertificate.get(certificate);
    return member != null && member.removed();
  }

  private record Known(long version, Map<Fingerprint, Member> byCertificate) {}
}
