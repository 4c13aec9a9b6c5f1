package dev.countersign.control.provider.certificates;

import dev.countersign.control.web.FieldErrors;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of a stored certificate can be changed. */
record CertificatePatch(@Nullable String name) {

  /** The name to give to it. */
  String checkedName() {
    FieldErrors errors = new FieldErrors();
    errors.name(name);
    errors.refuse();
    return Objects.requireNonNull(name);
  }
}
