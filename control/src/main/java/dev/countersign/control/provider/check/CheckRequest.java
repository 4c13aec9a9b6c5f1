package dev.countersign.control.provider.check;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who would call. */
record CheckRequest(
    @Schema(description = "The client's certificate and chain; absent for none.")
        @Nullable String pem,
    @Schema(description = "Whose token is sent; absent leaves the token out of the question.")
        @Nullable String credentialId) {}
