package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.web.PublicAddress;
import dev.countersign.control.web.ShownSecret;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A command that tries a new key out, ready for a shell: it reads, and changes nothing. */
@Component
class KeyCommand {

  private final PublicAddress address;

  KeyCommand(PublicAddress address) {
    this.address = address;
  }

  /** The command; null for a key that reads nothing. */
  @Nullable ShownSecret of(ApiKeyView made) {
    for (Scope scope : made.scopes()) {
      String path = read(scope);
      if (path != null) {
        return new ShownSecret(command(Objects.requireNonNull(made.key()), path));
      }
    }
    return null;
  }

  /** Whether it names the file of a certificate that this control plane made for itself. */
  boolean namesOwnCertificate() {
    return address.showsOwnCertificate();
  }

  private String command(String key, String path) {
    List<String> words =
        namesOwnCertificate()
            ? List.of("--cacert control-certificate.pem", header(key), quoted(path))
            : List.of(header(key), quoted(path));
    return "curl " + String.join(" \\\n  ", words);
  }

  private static String header(String key) {
    return "-H 'Authorization: Bearer %s'".formatted(key);
  }

  private String quoted(String path) {
    return "'%s'".formatted(address.of(path));
  }

  /** What a key with this scope may read; null where the scope is for changes alone. */
  private static @Nullable String read(Scope scope) {
    return switch (scope) {
      case CERTIFICATES_READ -> "/api/v1/certificates";
      case APIS_READ -> "/api/v1/apis";
      case CREDENTIALS_READ -> "/api/v1/credentials";
      case REFUSALS_READ -> "/api/v1/refusals";
      case AUDIT_READ -> "/api/v1/audit";
      case MEMBERS_READ -> "/api/v1/members";
      case ROLES_READ -> "/api/v1/roles";
      case API_KEYS_READ -> "/api/v1/api-keys";
      case COMPANY_SETTINGS -> "/api/v1/company";
      case INSTALLATION_GATEWAYS -> "/api/v1/gateways";
      case INSTALLATION_COMPANIES -> "/api/v1/companies";
      case INSTALLATION_METRICS -> "/metrics";
      case CERTIFICATES_WRITE,
          APIS_WRITE,
          CREDENTIALS_WRITE,
          MEMBERS_WRITE,
          ROLES_WRITE,
          API_KEYS_WRITE ->
          null;
    };
  }
}
