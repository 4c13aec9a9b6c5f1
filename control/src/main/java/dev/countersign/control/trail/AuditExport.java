package dev.countersign.control.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.control.audit.AuditEvents;
import dev.countersign.control.audit.EventFilter;
import dev.countersign.control.audit.RecordedEvent;
import dev.countersign.control.web.FieldError;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events into a file, one after the other, however many there are. What broke off in the
 * middle never looks whole: the connection is cut, and the last line of NDJSON is missing.
 */
@Component
class AuditExport {

  private static final Logger LOG = LoggerFactory.getLogger(AuditExport.class);

  private final AuditEvents events;
  private final JsonMapper json;

  AuditExport(AuditEvents events, JsonMapper json) {
    this.events = events;
    this.json = json;
  }

  /**
   * Writes them.
   *
   * @throws CloseNowException when it broke off: the server then cuts the connection
   */
  void write(String company, EventFilter filter, Format format, HttpServletResponse response)
      throws CloseNowException {
    response.setContentType(format.mediaType);
    response.setCharacterEncoding(UTF_8);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + format.fileName() + '"');
    Function<RecordedEvent, String> line =
        format == Format.CSV ? EventCsv::line : event -> json.writeValueAsString(event) + "\n";
    try {
      // Closed where all went well alone: a stream that is closed ends as if nothing was missing.
      Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
      out.write(format == Format.CSV ? EventCsv.HEADER : "");
      long count = events.each(company, filter, event -> write(out, line.apply(event)));
      out.write(format == Format.CSV ? "" : json.writeValueAsString(new End(count)) + "\n");
      out.close();
    } catch (IOException | UncheckedIOException e) {
      LOG.atDebug().setCause(e).log("Whoever asked for an export has left");
    } catch (RuntimeException e) {
      if (!response.isCommitted()) {
        response.reset();
        throw e;
      }
      LOG.atError().setCause(e).log("An export broke off");
      // Without the cause, in whose place a database's cut connection would pass for the caller's.
      throw new CloseNowException("An export broke off");
    }
  }

  private static void write(Writer out, String line) {
    try {
      out.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The last line of NDJSON, only where all before it are there.
   *
   * @param events how many they are
   */
  private record End(long events) {}

  /** As what it is written. */
  enum Format {
    /** One event a line, with all that its hash is of: what an outsider verifies. */
    NDJSON("application/x-ndjson"),
    /** For a spreadsheet. */
    CSV("text/csv");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    static Format parse(String text) {
      return switch (text) {
        case "ndjson" -> NDJSON;
        case "csv" -> CSV;
        default ->
            throw new ProblemException(
                ProblemType.INVALID_FIELDS,
                "See errors for what to write instead.",
                List.of(new FieldError("format", "unknown", "Ask for ndjson or csv.")));
      };
    }

    private String fileName() {
      return "audit." + name().toLowerCase(Locale.ROOT);
    }
  }
}
