package dev.countersign.e2e.browser;

import java.util.List;

/**
 * One screen of the dashboard: a name for its picture, its template, and its address, in which a
 * word in braces is an id of the {@link SampleCompany}. Whoever makes a screen adds it here, or to
 * {@link AnsweredForm}; a test misses it otherwise.
 *
 * @param status what its address answers
 */
record DashboardScreen(String name, String template, String path, int status) {

  static final List<DashboardScreen> ALL =
      List.of(
          screen("overview", "overview/overview", "/overview"),
          screen("apis", "apis/list", "/apis"),
          screen("apis-nothing-found", "apis/list", "/apis?q=nothing-of-this-name"),
          screen("api-new", "apis/edit", "/apis/new"),
          screen("api", "apis/detail", "/apis/{api}"),
          screen("api-edit", "apis/edit", "/apis/{api}/edit"),
          screen("api-check", "apis/check", "/apis/{api}/check"),
          screen("api-allow", "apis/allow", "/apis/{api}/allow-list/{unused}/add"),
          screen("api-disallow", "apis/disallow", "/apis/{api}/allow-list/{certificate}/remove"),
          screen("api-delete", "apis/delete", "/apis/{api}/delete"),
          screen("credentials", "credentials/list", "/credentials"),
          screen("credential-new", "credentials/edit", "/credentials/new"),
          screen("credential", "credentials/detail", "/credentials/{credential}"),
          screen("credential-edit", "credentials/edit", "/credentials/{credential}/edit"),
          screen("credential-rotate", "credentials/rotate", "/credentials/{credential}/rotate"),
          screen("credential-revoke", "credentials/revoke", "/credentials/{credential}/revoke"),
          screen("credential-delete", "credentials/delete", "/credentials/{credential}/delete"),
          screen("certificates", "certificates/list", "/certificates"),
          screen("certificates-nothing", "certificates/list", "/certificates?q=nothing-of-this"),
          screen("certificate-upload", "certificates/upload", "/certificates/upload"),
          screen("certificate", "certificates/detail", "/certificates/{certificate}"),
          screen("certificate-expiring", "certificates/detail", "/certificates/{expiring}"),
          screen("certificate-authority", "certificates/detail", "/certificates/{authority}"),
          screen("certificate-script", "certificates/detail", "/certificates/{unused}"),
          screen("certificate-revoked", "certificates/detail", "/certificates/{revoked}"),
          screen("certificate-allow", "apis/allow-on", "/certificates/{unused}/allow"),
          screen("certificate-rename", "certificates/rename", "/certificates/{certificate}/rename"),
          screen("certificate-revoke", "certificates/revoke", "/certificates/{certificate}/revoke"),
          screen("certificate-lift", "certificates/lift", "/certificates/{revoked}/lift"),
          screen("certificate-delete", "certificates/delete", "/certificates/{certificate}/delete"),
          screen("certificate-check", "certificates/check", "/certificates/check"),
          screen("gateways", "gateways/list", "/gateways"),
          screen("gateway-enrol", "gateways/enrol", "/gateways/enrol"),
          screen("gateway-remove", "gateways/remove", "/gateways/{gateway}/remove"),
          screen("refusals", "reports/refusals", "/refusals"),
          screen("refusal", "reports/refusal", "/refusals/{refusal}"),
          screen("refusal-missing", "reports/missing", "/refusals/rf_0000000000000000", 404),
          screen("audit", "trail/list", "/audit"),
          screen("audit-event", "trail/detail", "/audit/{event}"),
          screen("company", "accounts/company", "/company"),
          screen("members", "accounts/members", "/members"),
          screen("member", "accounts/member", "/members/{member}"),
          screen("member-remove", "accounts/member-remove", "/members/{member}/remove"),
          screen("invitations", "accounts/invitations", "/invitations"),
          screen("invitation-new", "accounts/invitation-new", "/invitations/new"),
          screen(
              "invitation-withdraw",
              "accounts/invitation-withdraw",
              "/invitations/{invitation}/withdraw"),
          screen("roles", "accounts/roles", "/roles"),
          screen("role", "accounts/role", "/roles/{role}"),
          screen("role-new", "accounts/role-new", "/roles/new"),
          screen("role-delete", "accounts/role-delete", "/roles/{role}/delete"),
          screen("api-keys", "accounts/api-keys", "/api-keys"),
          screen("api-key-new", "accounts/api-key-new", "/api-keys/new"),
          screen("api-key-delete", "accounts/api-key-delete", "/api-keys/{key}/delete"),
          screen("mails", "outbox/list", "/mails"),
          screen("mail", "outbox/detail", "/mails/{mail}"),
          screen("companies", "accounts/companies", "/companies"),
          screen("company-new", "accounts/company-new", "/companies/new"),
          screen(
              "company-administrator",
              "accounts/company-administrator",
              "/companies/{company}/administrator"),
          screen("account", "accounts/account", "/account"),
          screen("account-password", "accounts/change-password", "/account/password"),
          screen("problem-not-found", "shell/problem", "/nothing-here", 404));

  /** Those that are seen by whoever is not signed in. */
  static final List<DashboardScreen> BEFORE_LOGIN =
      List.of(
          screen("login", "accounts/login", "/login"),
          screen("join", "accounts/join", "/join?{join}"),
          screen("forgotten", "accounts/forgotten", "/forgotten"),
          screen("forgotten-sent", "accounts/forgotten-sent", "/forgotten/sent"),
          screen("password", "accounts/password", "{password}"),
          screen("first-link-used", "shell/problem", "/first?link=used", 410));

  private static DashboardScreen screen(String name, String template, String path) {
    return screen(name, template, path, 200);
  }

  private static DashboardScreen screen(String name, String template, String path, int status) {
    return new DashboardScreen(name, template, path, status);
  }
}
