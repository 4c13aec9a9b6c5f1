package dev.countersign.pki.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Files that people take for a certificate by mistake, told by their first bytes. */
enum ForeignFile {
  PNG("a picture (PNG)", "\u0089PNG"),
  JPEG("a picture (JPEG)", "\u00ff\u00d8\u00ff"),
  GIF("a picture (GIF)", "GIF8"),
  WEBP("a picture (WebP)", "RIFF"),
  PDF("a PDF document", "%PDF-"),
  ZIP("a ZIP archive, or an office document", "PK\u0003\u0004"),
  GZIP("a compressed file (gzip)", "\u001f\u008b"),
  JKS(
      "a Java key store; export the certificate with keytool -exportcert -rfc",
      "\u00fe\u00ed\u00fe\u00ed"),
  SSH("an SSH public key; SSH knows no such certificates", "ssh-"),
  HTML("a web page", "<!DOCTYPE");

  private static final int LONGEST = 16;

  private final String description;
  private final String beginning;

  ForeignFile(String description, String beginning) {
    this.description = description;
    this.beginning = beginning;
  }

  /** What the content is, where it is one of these. */
  static Optional<ForeignFile> of(byte[] content) {
    // Latin-1 maps every byte.
    String first =
        new String(content, 0, Math.min(content.length, LONGEST), StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(file -> first.startsWith(file.beginning)).findFirst();
  }

  /** What a person would call it, after "The file is". */
  String description() {
    return description;
  }
}
