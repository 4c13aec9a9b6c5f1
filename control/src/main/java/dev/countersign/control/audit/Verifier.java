package dev.countersign.control.audit;

import dev.countersign.control.audit.HeadRepository.Sealed;
import dev.countersign.control.audit.Verification.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks one chain from its first event to its last, and stops at the first that is wrong. */
final class Verifier {

  private final HeadSeal seal;
  private Head whole;
  private @Nullable Fault fault;

  Verifier(String company, HeadSeal seal) {
    this.seal = seal;
    this.whole = Head.before(company);
  }

  /** Looks at the next event; whether to go on. */
  boolean next(RecordedEvent event) {
    fault = faultOf(event);
    if (fault == null) {
      whole = new Head(whole.company(), event.sequence(), event.hash());
    }
    return fault == null;
  }

  private @Nullable Fault faultOf(RecordedEvent event) {
    long expected = whole.sequence() + 1;
    if (event.sequence() != expected) {
      return new Fault(
          "event_missing",
          event.sequence() == expected + 1
              ? "Event %d is missing.".formatted(expected)
              : "Events %d to %d are missing.".formatted(expected, event.sequence() - 1));
    }
    if (!EventHash.of(event).equals(event.hash())) {
      return new Fault("event_changed", "Event %d is not what was recorded.".formatted(expected));
    }
    if (!event.previous().equals(whole.hash())) {
      return new Fault(
          "event_does_not_follow",
          "Event %d does not follow the one before it: one of the two was put in another's place."
              .formatted(expected));
    }
    return null;
  }

  /** After the last event. */
  Optional<Fault> end(Optional<Sealed> head) {
    if (fault == null) {
      fault = head.isPresent() ? faultOf(head.get()) : faultWithoutHead();
    }
    return Optional.ofNullable(fault);
  }

  private @Nullable Fault faultWithoutHead() {
    return whole.sequence() == 0
        ? null
        : new Fault("head_missing", "The note of where the trail ends is missing.");
  }

  private @Nullable Fault faultOf(Sealed sealed) {
    Head head = sealed.head();
    if (head.sequence() > whole.sequence()) {
      return new Fault(
          "end_missing",
          "The trail ended at event %d, and now ends at event %d: what came after is missing."
              .formatted(head.sequence(), whole.sequence()));
    }
    if (!head.equals(whole)) {
      return new Fault(
          "end_changed", "The trail does not end with the event that was recorded last.");
    }
    if (head.sequence() > 0 && !sealed.sealedBy().equals(seal.keyId())) {
      return new Fault(
          "seal_by_another_key",
          "The end is sealed by the key %s; this control plane has the key %s. All control planes of one database share the file secrets/audit-seal-key."
              .formatted(sealed.sealedBy(), seal.keyId()));
    }
    return head.sequence() == 0 || seal.isSealOf(head, sealed.seal())
        ? null
        : new Fault("seal_broken", "The end is not what a control plane has sealed.");
  }

  /** Up to where the chain is whole. */
  Head whole() {
    return whole;
  }
}
