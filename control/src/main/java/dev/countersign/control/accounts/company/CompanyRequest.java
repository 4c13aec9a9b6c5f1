package dev.countersign.control.accounts.company;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a new company.
 *
 * @param administrator the e-mail address of whoever is invited to be its first administrator
 */
@Schema(name = "CompanyRequest")
record CompanyRequest(@Nullable String name, @Nullable String administrator) {}
