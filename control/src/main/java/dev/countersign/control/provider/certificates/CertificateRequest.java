package dev.countersign.control.provider.certificates;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An upload as JSON. */
record CertificateRequest(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "One PEM certificate, optionally followed by its chain.")
        @Nullable String pem,
    @Schema(description = "Its subject where absent.") @Nullable String name) {}
