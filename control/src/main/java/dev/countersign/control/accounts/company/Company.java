package dev.countersign.control.accounts.company;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A company of the installation.
 *
 * @param isFirst whether it runs the installation
 * @param members how many people it has
 */
@Schema(name = "Company")
public record Company(String id, String name, boolean isFirst, long members, Instant createdAt) {}
