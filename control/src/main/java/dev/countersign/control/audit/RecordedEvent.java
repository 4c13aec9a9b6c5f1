package dev.countersign.control.audit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An event of a company's trail, as it is given out.
 *
 * @param sequence 1, 2, 3 and so on in each company
 * @param action what was done to what, as in {@code certificate.created}
 * @param kind of the thing
 * @param id of the thing
 * @param name of the thing, as it was then
 * @param previous the hash of the event before, in hexadecimal
 * @param hash SHA-256 of the canonical JSON of all other members
 */
@JsonPropertyOrder({
  "sequence",
  "at",
  "company",
  "actor",
  "action",
  "kind",
  "id",
  "name",
  "before",
  "after",
  "previous",
  "hash"
})
public record RecordedEvent(
    long sequence,
    Instant at,
    String company,
    Who actor,
    String action,
    String kind,
    String id,
    String name,
    JsonNode before,
    JsonNode after,
    String previous,
    String hash) {

  /** Who did it, as they were called then; the address is empty for the system. */
  public record Who(String kind, String id, String name, String address) {}

  RecordedEvent with(String newHash) {
    return new RecordedEvent(
        sequence, at, company, actor, action, kind, id, name, before, after, previous, newHash);
  }
}
