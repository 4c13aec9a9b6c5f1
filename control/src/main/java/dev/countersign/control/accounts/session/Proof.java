package dev.countersign.control.accounts.session;

import java.io.Serializable;

/**
 * How somebody proved who they are when they signed in. A further way is a further kind: whoever
 * shows or judges proofs is then told by the compiler.
 */
public sealed interface Proof extends Serializable {

  /** By what they know. */
  record Password() implements Proof {}

  /** By a link that was sent to them alone. */
  record Link() implements Proof {}
}
