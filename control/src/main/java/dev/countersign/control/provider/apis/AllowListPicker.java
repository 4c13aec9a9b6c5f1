package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.certificates.CertificateSummary;
import java.util.List;
import java.util.Set;

/**
 * The allow list within the form of an API.
 *
 * @param q what is searched for; empty for nothing
 * @param found what the search found in the store and is not on the list; some of the newest where
 *     nothing is searched for
 * @param added what saving puts on the list
 * @param listed what is on the list, as far as shown
 * @param removed the ids of what saving takes off the list
 * @param entries how many are on the list
 * @param mayLook whether whoever looks may see the store
 */
public record AllowListPicker(
    String q,
    List<CertificateSummary> found,
    List<CertificateSummary> added,
    List<CertificateSummary> listed,
    Set<String> removed,
    int entries,
    boolean mayLook) {}
