package dev.countersign.control.accounts;

import dev.countersign.control.idempotency.Asker;
import java.util.Set;

/**
 * Who asks: an API key of a company.
 *
 * @param companyId whose things the caller sees, and no other's
 * @param ofFirstCompany whether the key belongs to the company that runs the installation
 * @param secret what only the bearer of the key knows; the database does not
 */
public record Caller(
    String companyId,
    String apiKeyId,
    String name,
    boolean ofFirstCompany,
    Set<Scope> scopes,
    ApiKeySecret secret)
    implements Asker {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public byte[] secretBytes() {
    return secret.bytes();
  }

  /** Whether the caller's key carries this scope. */
  public boolean may(Scope scope) {
    return scopes.contains(scope) && (ofFirstCompany || !scope.isInstallationWide());
  }
}
