package dev.countersign.control.provider.certificates;

import dev.countersign.control.web.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was sent to be stored, unread. */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
record UploadedFile(byte[] content, @Nullable String name) {

  UploadedFile {
    if (name != null) {
      FieldErrors errors = new FieldErrors();
      errors.name(name);
      errors.refuse();
    }
  }

  static UploadedFile of(CertificateRequest request) {
    FieldErrors errors = new FieldErrors();
    errors.required("pem", request.pem());
    errors.refuse();
    String pem = Objects.requireNonNull(request.pem());
    return new UploadedFile(pem.getBytes(StandardCharsets.UTF_8), request.name());
  }
}
