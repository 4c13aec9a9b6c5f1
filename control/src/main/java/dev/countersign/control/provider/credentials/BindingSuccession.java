package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.provider.certificates.CertificateSuccession;
import dev.countersign.control.provider.certificates.CertificateUses;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Binds credentials to a successor too where they are bound to the certificate before it. */
@Component
@Order(1)
class BindingSuccession implements CertificateSuccession {

  private final Credentials credentials;
  private final CredentialRepository rows;

  BindingSuccession(Credentials credentials, CredentialRepository rows) {
    this.credentials = credentials;
    this.rows = rows;
  }

  @Override
  public void addBeside(
      Caller caller, String certificateId, String successorId, CertificateUses.Chosen wanted) {
    for (String id : new TreeSet<>(wanted.credentials())) {
      Set<String> bound =
          rows.lock(caller.companyId(), id)
              .map(row -> row.settings().boundCertificates())
              .orElse(Set.of());
      CertificateSuccession.requireAll(
          "credential", Set.of(id), bound.contains(certificateId) ? Set.of(id) : Set.of());
      Set<String> both = new TreeSet<>(bound);
      both.add(successorId);
      credentials.change(caller, id, null, boundTo(both));
    }
  }

  private static ObjectNode boundTo(Set<String> certificates) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    certificates.forEach(patch.putArray("boundCertificates")::add);
    return patch;
  }
}
