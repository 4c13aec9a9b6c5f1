package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.provider.certificates.CertificateSuccession;
import dev.countersign.control.provider.certificates.CertificateUses;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Binds credentials to a successor too where they are bound to the certificate before it. */
@Component
@Order(1)
class BindingSuccession implements CertificateSuccession {

  private final Credentials credentials;

  BindingSuccession(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void addBeside(
      Caller caller, String certificateId, String successorId, CertificateUses.Chosen wanted) {
    for (String id : new TreeSet<>(wanted.credentials())) {
      credentials.bindBeside(caller, id, certificateId, successorId);
    }
  }
}
