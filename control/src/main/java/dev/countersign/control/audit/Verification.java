package dev.countersign.control.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a company's whole chain found.
 *
 * @param sequence up to which event the chain is whole; 0 where there is none
 * @param hash of that event
 * @param fault what is wrong after it; null where nothing is
 */
public record Verification(
    String company, Instant verifiedAt, long sequence, String hash, @Nullable Fault fault) {

  /** What is wrong, for programs and in words. */
  public record Fault(String code, String message) {}

  /** Whether nothing is wrong. */
  @JsonProperty("whole")
  public boolean isWhole() {
    return fault == null;
  }
}
