package dev.countersign.server.command;

import dev.countersign.control.MailOptions;
import dev.countersign.control.MailOptions.Tls;
import dev.countersign.server.role.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the mail server. */
final class MailOptionsMixin {

  @Option(
      names = "--smtp-host",
      paramLabel = "HOST",
      description = "The mail server; without one, mails are kept and shown in the dashboard.")
  private @Nullable String host;

  @Option(
      names = "--smtp-port",
      paramLabel = "PORT",
      description = "Its port; 587, 465 or 25, as --smtp-tls is.")
  private @Nullable Integer port;

  @Option(
      names = "--smtp-tls",
      paramLabel = "KIND",
      defaultValue = "starttls",
      description = "starttls, implicit or none; ${DEFAULT-VALUE}.")
  private String tls = "starttls";

  @Option(
      names = "--smtp-user",
      paramLabel = "NAME",
      description = "Who signs in there; nobody where not given.")
  private @Nullable String user;

  @Option(
      names = "--smtp-password",
      paramLabel = "TEXT",
      description =
          "With which password. Others see the command line: better as COUNTERSIGN_SMTP_PASSWORD.")
  private @Nullable String password;

  @Option(
      names = "--smtp-password-file",
      paramLabel = "FILE",
      description = "Or the file that holds it.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--mail-from",
      paramLabel = "ADDRESS",
      description = "The sender of mails; countersign@ and the mail server's name where not given.")
  private @Nullable String from;

  /** What they say together; nothing without a mail server. */
  Optional<MailOptions> options() throws StartException {
    if (host == null || host.isBlank()) {
      return Optional.empty();
    }
    try {
      String sender = from == null ? "countersign@" + host : from;
      return Optional.of(MailOptions.of(host, port, kind(), login(), sender));
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "The mail server's options (--smtp-host and others) do not fit: " + e.getMessage(), e);
    }
  }

  private Tls kind() {
    return Arrays.stream(Tls.values())
        .filter(one -> one.toString().equals(tls))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--smtp-tls is starttls, implicit or none."));
  }

  private Optional<MailOptions.Login> login() throws StartException {
    if (user == null || user.isBlank()) {
      return Optional.empty();
    }
    String secret = password();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "--smtp-user needs a password: COUNTERSIGN_SMTP_PASSWORD, or --smtp-password-file FILE.");
    }
    return Optional.of(new MailOptions.Login(user, secret));
  }

  private String password() throws StartException {
    if (passwordFile == null) {
      return password == null ? "" : password;
    }
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new StartException(
          "The file of --smtp-password-file cannot be read: " + passwordFile, e);
    }
  }
}
