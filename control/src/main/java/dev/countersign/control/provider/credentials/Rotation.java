package dev.countersign.control.provider.credentials;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a token is replaced. */
record Rotation(
    @Schema(
            description =
                "How long the old token is still accepted, as in 1h; absent for not at all.")
        @Nullable String overlap) {}
