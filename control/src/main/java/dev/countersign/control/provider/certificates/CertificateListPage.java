package dev.countersign.control.provider.certificates;

import dev.countersign.control.shell.Count;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list as a page shows it.
 *
 * @param found how many it has on all its pages, counted up to {@link Count#LIMIT}
 * @param next the cursor of the page after this; null on the last one
 * @param error what is wrong with the address; null where nothing is
 */
public record CertificateListPage(
    List<CertificateListItem> items,
    CertificateCounts counts,
    long found,
    @Nullable String next,
    @Nullable String error,
    Instant now) {}
