package dev.countersign.control.reports;

import dev.countersign.policy.report.Use.Kind;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * How a company's certificates, credentials and APIs are used, as its gateways tell; a few seconds
 * old. A certificate counts where a client proved its key, on whichever API; the subject is its
 * fingerprint, or a credential's or API's id.
 */
@Service
public class UseRecords {

  private final UseRepository uses;

  UseRecords(UseRepository uses) {
    this.uses = uses;
  }

  /** The last use of each of these that was ever used. */
  public Map<String, LastUse> last(String companyId, Kind kind, Collection<String> subjects) {
    return subjects.isEmpty() ? Map.of() : uses.last(companyId, kind, subjects);
  }

  /** The last use of this one; empty where it was never used. Known for as long as it exists. */
  public Optional<LastUse> last(String companyId, Kind kind, String subject) {
    return Optional.ofNullable(uses.last(companyId, kind, List.of(subject)).get(subject));
  }

  /** Whether any of them was ever let in. */
  public boolean anyLetIn(String companyId, Kind kind) {
    return uses.anyLetIn(companyId, kind);
  }

  /** How often it was used with each API, as far as is kept, the most used first. */
  public List<UsedWith> byApi(String companyId, Kind kind, String subject) {
    return uses.byApi(companyId, kind, subject);
  }

  /** How often it was used on each day since that one, the oldest first; without unused days. */
  public List<UsedOn> byDay(String companyId, Kind kind, String subject, LocalDate since) {
    return uses.byDay(companyId, kind, subject, since);
  }
}
