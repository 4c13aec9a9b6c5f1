package dev.countersign.control.accounts.session;

import org.jspecify.annotations.Nullable;

/**
 * A session as the audit trail keeps it.
 *
 * @param by how somebody proved who they are
 * @param browser what the browser called itself
 */
public record AuditedSession(String by, String browser) {

  /**
   * What is kept of it.
   *
   * @param signIn how it began; null where that is not known
   */
  public static AuditedSession of(@Nullable SignIn signIn) {
    if (signIn == null) {
      return new AuditedSession("unknown", "");
    }
    String by =
        switch (signIn.proof()) {
          case Proof.Password password -> "password";
          case Proof.Link link -> "link";
        };
    return new AuditedSession(by, signIn.browser());
  }
}
