package dev.countersign.e2e.browser;

import dev.countersign.e2e.harness.Visitor;
import java.util.List;

/**
 * What a form answers: a screen without an address of its own. Whoever makes such a form adds it
 * here.
 */
record AnsweredForm(String name, String template, Filling filling) {

  /** Opens the form, fills it in and sends it. */
  interface Filling {
    void in(Visitor person, SampleCompany company);
  }

  static final List<AnsweredForm> ALL =
      List.of(
          new AnsweredForm(
              "certificate-preview",
              "certificates/preview",
              (person, company) ->
                  person
                      .open("/certificates/upload")
                      .type("Paste the certificate", company.newcomer())
                      .press("Read it")
                      .isOn("Is this the certificate?")),
          new AnsweredForm(
              "certificate-refused",
              "certificates/upload",
              (person, company) ->
                  person
                      .open("/certificates/upload")
                      .type("Paste the certificate", "-----BEGIN CERTIFICATE-----\nnothing")
                      .press("Read it", 422)),
          new AnsweredForm(
              "certificate-succession",
              "certificates/preview",
              (person, company) ->
                  person
                      .open(company.path("/certificates/upload?successorOf={expiring}"))
                      .type("Paste the certificate", company.newcomer())
                      .press("Read it")
                      .isOn("Is this the certificate?")),
          new AnsweredForm(
              "certificate-allow-chosen",
              "apis/allow-on",
              (person, company) ->
                  person
                      .open(company.path("/certificates/{unused}/allow"))
                      .press("Choose: Orders API")
                      .reads("1 chosen")),
          new AnsweredForm(
              "api-new-faults",
              "apis/edit",
              (person, company) ->
                  person
                      .open("/apis/new")
                      .type("Name", "Orders API")
                      .type("Listen path", "orders")
                      .type("Upstream", "ftp://orders.internal")
                      .press("Publish API", 422)),
          new AnsweredForm(
              "api-check-refused",
              "apis/check",
              (person, company) ->
                  person
                      .open(company.path("/apis/{api}/check"))
                      .type("Or paste it, with its chain", company.newcomer())
                      .press("Check")
                      .reads("certificate_not_allowed")),
          new AnsweredForm(
              "credential-token",
              "credentials/token",
              (person, company) ->
                  person
                      .open("/credentials/new")
                      .type("Name", "Billing " + person.look().label())
                      .choose("Orders API")
                      .press("Make credential")
                      .reads("Copy the token now")),
          new AnsweredForm(
              "gateway-command",
              "gateways/enrolled",
              (person, company) ->
                  person.open("/gateways/enrol").press("Make the command").reads("--control")),
          new AnsweredForm(
              "api-key-made",
              "accounts/api-key-made",
              (person, company) -> FirstSteps.makeApiKey(person)),
          new AnsweredForm(
              "audit-verified",
              "trail/list",
              (person, company) -> person.open("/audit").press("Verify now").isOn("Audit")));
}
