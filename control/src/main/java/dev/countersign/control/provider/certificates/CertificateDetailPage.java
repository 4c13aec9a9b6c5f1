package dev.countersign.control.provider.certificates;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a page shows of one certificate.
 *
 * @param owner the organisation in its subject; empty where it names none
 * @param noticeDays S8: when its end is told of, in days before
 * @param completes the listed CAs that clients reach through it without sending it
 * @param lineage what it follows, and what follows it
 * @param told when people were told of its end, the latest first
 */
public record CertificateDetailPage(
    String id,
    String name,
    long version,
    String owner,
    boolean isCa,
    CertificateStatus status,
    Instant notBefore,
    Instant notAfter,
    Instant createdAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastPresentedAt,
    Presentations presented,
    List<Integer> noticeDays,
    List<ToldEnds.Told> told,
    CertificateFacts facts,
    List<Warning> warnings,
    CertificateUses uses,
    List<CompletedPath> completes,
    Lineage lineage,
    ChainPicture chain) {

  /** Whether one that follows it is there already. */
  public boolean hasSuccessor() {
    return !lineage.successors().isEmpty();
  }

  /** Full days that were left when people were told; 0 in the last one. */
  public long daysLeft(ToldEnds.Told notice) {
    return Duration.between(notice.at(), notAfter).toDays();
  }

  /** Whether requests stop when it goes, so that its name is to be typed. */
  public boolean carriesTraffic() {
    return status.letsIn()
        && (uses.credentialCount() > 0
            || Stream.concat(Stream.of(uses), completes.stream().map(CompletedPath::uses))
                .flatMap(some -> some.apis().stream())
                .anyMatch(CertificateUses.Api::enforced));
  }

  /** What deleting it is told to break. */
  Breaks breaks() {
    return new Breaks(uses.apiCount(), uses.credentialCount(), completes.size());
  }

  /** How many APIs list it, credentials are bound to it, and CAs are reached through it. */
  record Breaks(int apis, int credentials, int paths) {}
}
