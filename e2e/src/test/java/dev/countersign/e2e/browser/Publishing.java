package dev.countersign.e2e.browser;

import dev.countersign.e2e.harness.ClientIdentity;
import dev.countersign.e2e.harness.Visitor;
import java.io.IOException;
import java.net.URI;

/** What an API's owner does, screen by screen. */
final class Publishing {

  private Publishing() {}

  static void publishApi(Visitor person, String name, String listenPath, URI upstream) {
    person
        .follow("APIs")
        .follow("Publish an API")
        .type("Name", name)
        .type("Listen path", listenPath)
        .type("Upstream", upstream.toString())
        .press("Publish API")
        .isOn(name);
  }

  /** Pastes the certificate, looks at what was read of it, and stores it. */
  static void uploadCertificate(Visitor person, ClientIdentity identity, String name)
      throws IOException {
    person
        .follow("Certificate store")
        .follow("Upload certificate")
        .type("Paste the certificate", identity.pem())
        .press("Read it")
        .isOn("Is this the certificate?")
        .reads(identity.fingerprint().substring(0, 8))
        .type("Name", name)
        .press("Store certificate")
        .isOn(name);
  }

  /** Finds the certificate in the API's editor as one types, adds it, and saves. */
  static void allow(Visitor person, String certificate, String api) {
    person.follow("APIs").follow(api).follow("Edit");
    person.page().locator("input[name=find]").pressSequentially(certificate);
    person.press("Add: " + certificate).reads("to be added").press("Save").isOn(api);
  }

  static String issueToken(Visitor person, String name, String api) {
    person.follow("Credentials").follow("New credential").type("Name", name).choose(api);
    person.press("Make credential");
    return person.page().locator(".say pre").first().innerText().strip();
  }

  /** Pastes the id that the caller was told. */
  static void lookUp(Visitor person, String refusal) {
    person.follow("Refusals");
    person.page().locator("input[name=id]").fill(refusal);
    person.page().locator("input[name=id]").press("Enter");
    person.isOn(refusal);
  }

  /** Is warned, by name, of what stops; types the certificate's name; deletes it. */
  static void deleteCertificate(Visitor person, String name) {
    person
        .follow("Certificate store")
        .follow(name)
        .follow("Delete certificate…")
        .reads("Orders API")
        .type("To go on, type " + name, name)
        .press("Delete certificate")
        .isOn("Certificate store");
  }
}
