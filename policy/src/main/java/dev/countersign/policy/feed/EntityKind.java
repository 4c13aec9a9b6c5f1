package dev.countersign.policy.feed;

/** The kinds of entity, as they are named in lines. */
final class EntityKind {
  static final String API = "api";
  static final String CERTIFICATE = "certificate";
  static final String ALLOW = "allow";
  static final String CREDENTIAL = "credential";

  private EntityKind() {}

  static UnreadableConfigurationException unknown(String kind) {
    return new UnreadableConfigurationException(
        "“%s” is a kind that this version does not know; the control plane is newer: update the"
                .formatted(kind)
            + " gateway");
  }
}
