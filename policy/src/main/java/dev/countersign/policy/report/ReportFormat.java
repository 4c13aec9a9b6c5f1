package dev.countersign.policy.report;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as JSON. What a newer gateway says besides is not heard: unlike a configuration, a
 * report narrows nothing when a part of it is overlooked.
 */
public final class ReportFormat {
  /** The media type. */
  public static final String CONTENT_TYPE = "application/json";

  /** A larger one is not read. */
  public static final int MOST_BYTES = 1024 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(MOST_BYTES)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ReportFormat() {}

  public static byte[] write(Report report) {
    return MAPPER.writeValueAsBytes(report);
  }

  /** Reads what {@link #write(Report)} wrote. */
  public static Report read(byte[] json) throws ReportRefusedException {
    try {
      Report report = MAPPER.readValue(json, Report.class);
      Bounds.require(report != null, "there is none");
      return report;
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new ReportRefusedException("The report cannot be read: " + e.getMessage(), e);
    }
  }

  /** One record, as it is kept. */
  public static byte[] writeRecord(RefusalRecord record) {
    return MAPPER.writeValueAsBytes(record);
  }

  /** Reads what {@link #writeRecord} wrote. */
  public static RefusalRecord readRecord(byte[] json) {
    return MAPPER.readValue(json, RefusalRecord.class);
  }
}
