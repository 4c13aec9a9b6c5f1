package dev.countersign.control.provider.certificates;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a preview shall be stored, and where it shall be used.
 *
 * @param issuers fingerprints of those in the file to store too
 * @param successorOf the certificate before it; null for an upload on its own
 */
record ChosenUpload(
    UploadedFile file,
    Set<String> issuers,
    @Nullable String successorOf,
    CertificateUses.Chosen wanted) {}
