package dev.countersign.e2e.browser;

import java.util.List;

/**
 * One screen of the dashboard: a name for its picture, and its address; a word in braces is an id
 * of the {@link SampleCompany}. Whoever makes a screen adds it here.
 *
 * @param status what its address answers
 */
record DashboardScreen(String name, String path, int status) {

  static final List<DashboardScreen> ALL =
      List.of(
          screen("overview", "/overview"),
          screen("apis", "/apis"),
          screen("apis-nothing-found", "/apis?q=nothing-of-this-name"),
          screen("api-new", "/apis/new"),
          screen("api", "/apis/{api}"),
          screen("api-edit", "/apis/{api}/edit"),
          screen("api-check", "/apis/{api}/check"),
          screen("api-delete", "/apis/{api}/delete"),
          screen("credentials", "/credentials"),
          screen("credential-new", "/credentials/new"),
          screen("credential", "/credentials/{credential}"),
          screen("credential-edit", "/credentials/{credential}/edit"),
          screen("credential-rotate", "/credentials/{credential}/rotate"),
          screen("credential-revoke", "/credentials/{credential}/revoke"),
          screen("credential-delete", "/credentials/{credential}/delete"),
          screen("certificates", "/certificates"),
          screen("certificates-nothing-found", "/certificates?q=nothing-of-this-name"),
          screen("certificate-upload", "/certificates/upload"),
          screen("certificate", "/certificates/{certificate}"),
          screen("certificate-expiring", "/certificates/{expiring}"),
          screen("certificate-authority", "/certificates/{authority}"),
          screen("certificate-script", "/certificates/{unused}"),
          screen("certificate-rename", "/certificates/{certificate}/rename"),
          screen("certificate-revoke", "/certificates/{certificate}/revoke"),
          screen("certificate-delete", "/certificates/{certificate}/delete"),
          screen("certificate-check", "/certificates/check"),
          screen("gateways", "/gateways"),
          screen("gateway-enrol", "/gateways/enrol"),
          screen("refusals", "/refusals"),
          screen("refusal", "/refusals/{refusal}"),
          screen("refusal-missing", "/refusals/rf_0000000000000000", 404),
          screen("audit", "/audit"),
          screen("audit-event", "/audit/{event}"),
          screen("company", "/company"),
          screen("members", "/members"),
          screen("member", "/members/{member}"),
          screen("invitations", "/invitations"),
          screen("invitation-new", "/invitations/new"),
          screen("roles", "/roles"),
          screen("role", "/roles/{role}"),
          screen("role-new", "/roles/new"),
          screen("role-delete", "/roles/{role}/delete"),
          screen("api-keys", "/api-keys"),
          screen("api-key-new", "/api-keys/new"),
          screen("mails", "/mails"),
          screen("mail", "/mails/{mail}"),
          screen("companies", "/companies"),
          screen("company-new", "/companies/new"),
          screen("account", "/account"),
          screen("account-password", "/account/password"),
          screen("problem-not-found", "/nothing-here", 404));

  /** Those that are seen by whoever is not signed in. */
  static final List<DashboardScreen> BEFORE_LOGIN =
      List.of(
          screen("login", "/login"),
          screen("join", "/join?{join}"),
          screen("forgotten", "/forgotten"),
          screen("forgotten-sent", "/forgotten/sent"),
          screen("password-link-used", "/password?link=used", 410),
          screen("first-link-used", "/first?link=used", 410));

  private static DashboardScreen screen(String name, String path) {
    return screen(name, path, 200);
  }

  private static DashboardScreen screen(String name, String path, int status) {
    return new DashboardScreen(name, path, status);
  }
}
