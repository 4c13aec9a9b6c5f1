package dev.countersign.control.provider.certificates;

import java.util.List;
import java.util.Set;

/**
 * Where a certificate is used, and so what stops when it goes.
 *
 * @param apis those that list it, {@link #NAMED} at most
 * @param apiCount how many list it
 * @param credentials those bound to it, {@link #NAMED} at most
 * @param credentialCount how many are bound to it
 */
public record CertificateUses(
    List<Api> apis, int apiCount, List<Credential> credentials, int credentialCount) {

  /** How many of each are named. */
  static final int NAMED = 100;

  /**
   * An API that lists it.
   *
   * @param address its first host with its listen path
   * @param byHand whether somebody listed it by hand, or else a grant did
   * @param enforced whether the list decides who is let in now
   */
  public record Api(String id, String name, String address, boolean byHand, boolean enforced) {}

  /**
   * A credential that is bound to it.
   *
   * @param alone whether it is bound to nothing else
   */
  public record Credential(String id, String name, String status, boolean alone) {}

  /** How many of each use one certificate. */
  public record Count(int apis, int credentials) {

    static final Count NONE = new Count(0, 0);
  }

  /** Some of what uses it, by id. */
  public record Chosen(Set<String> apis, Set<String> credentials) {

    public Chosen {
      apis = Set.copyOf(apis);
      credentials = Set.copyOf(credentials);
    }
  }

  /** Whether nothing stops when it goes. */
  public boolean isNone() {
    return apiCount == 0 && credentialCount == 0;
  }
}
