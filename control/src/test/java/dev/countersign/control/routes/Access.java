package dev.countersign.control.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may call what, written by hand: the routes' own annotations are held against it. A permission
 * is one of {@link #PERMITTED}'s; {@code everybody} is anybody at all, {@code signed-in} whoever
 * signed in, and {@code nobody} is not even an administrator.
 */
final class Access {

  static final String EVERYBODY = "everybody";
  static final String SIGNED_IN = "signed-in";
  static final String NOBODY = "nobody";

  private static final Pattern SPACES = Pattern.compile(" {2,}");

  /** By a browser. */
  private static final String PAGES =
      """
      GET   /                                                everybody
      GET   /login                                           everybody
      POST  /login/refused                                   everybody
      GET   /forgotten                                       everybody
      POST  /forgotten                                       everybody
      GET   /forgotten/sent                                  everybody
      GET   /first                                           everybody
      POST  /first                                           everybody
      GET   /password                                        everybody
      POST  /password                                        everybody
      GET   /join                                            everybody
      POST  /join                                            everybody
      GET   /join/signed-in                                  signed-in
      POST  /join/signed-in                                  signed-in
      GET   /overview                                        signed-in
      POST  /theme                                           signed-in
      GET   /account                                         signed-in
      POST  /account                                         signed-in
      POST  /account/company                                 signed-in
      GET   /account/password                                signed-in
      POST  /account/password                                signed-in
      POST  /account/sessions/end                            signed-in
      POST  /account/sessions/{reference}/end                signed-in
      GET   /apis                                            apis:view
      GET   /apis/new                                        apis:create
      POST  /apis/new                                        apis:create
      GET   /apis/{id}                                       apis:view
      GET   /apis/{id}/edit                                  apis:edit
      POST  /apis/{id}/edit                                  apis:edit
      GET   /apis/{id}/delete                                apis:delete
      POST  /apis/{id}/delete                                apis:delete
      GET   /apis/{id}/check                                 apis:view
      POST  /apis/{id}/check                                 apis:view
      GET   /apis/{id}/allow-list/{certificateId}/add        apis:edit
      POST  /apis/{id}/allow-list/{certificateId}/add        apis:edit
      GET   /apis/{id}/allow-list/{certificateId}/remove     apis:edit
      POST  /apis/{id}/allow-list/{certificateId}/remove     apis:edit
      GET   /credentials                                     credentials:view
      GET   /credentials/new                                 credentials:create
      POST  /credentials/new                                 credentials:create
      GET   /credentials/{id}                                credentials:view
      GET   /credentials/{id}/edit                           credentials:edit
      POST  /credentials/{id}/edit                           credentials:edit
      POST  /credentials/{id}/suspend                        credentials:edit
      POST  /credentials/{id}/activate                       credentials:edit
      GET   /credentials/{id}/rotate                         credentials:edit
      POST  /credentials/{id}/rotate                         credentials:edit
      GET   /credentials/{id}/revoke                         credentials:edit
      POST  /credentials/{id}/revoke                         credentials:edit
      GET   /credentials/{id}/delete                         credentials:delete
      POST  /credentials/{id}/delete                         credentials:delete
      GET   /certificates                                    certificates:view
      GET   /certificates/check                              apis:view
      GET   /certificates/upload                             certificates:create
      POST  /certificates/upload                             certificates:create
      GET   /certificates/{id}                               certificates:view
      GET   /certificates/{id}/pem                           certificates:view
      GET   /certificates/{id}/allow                         apis:edit
      POST  /certificates/{id}/allow                         apis:edit
      GET   /certificates/{id}/rename                        certificates:edit
      POST  /certificates/{id}/rename                        certificates:edit
      GET   /certificates/{id}/revoke                        certificates:edit
      POST  /certificates/{id}/revoke                        certificates:edit
      GET   /certificates/{id}/lift                          certificates:edit
      POST  /certificates/{id}/lift                          certificates:edit
      GET   /certificates/{id}/delete                        certificates:delete
      POST  /certificates/{id}/delete                        certificates:delete
      GET   /refusals                                        refusals:view
      GET   /refusals/find                                   refusals:view
      GET   /refusals/{id}                                   refusals:view
      GET   /audit                                           audit:view
      GET   /audit/{sequence}                                audit:view
      GET   /audit/export                                    audit:view
      POST  /audit/verification                              audit:view
      GET   /company                                         settings:company_settings
      POST  /company                                         settings:company_settings
      GET   /members                                         members:view
      GET   /members/{id}                                    members:view
      POST  /members/{id}                                    members:edit
      GET   /members/{id}/remove                             members:delete
      POST  /members/{id}/remove                             members:delete
      GET   /invitations                                     members:view
      GET   /invitations/new                                 members:create
      POST  /invitations/new                                 members:create
      POST  /invitations/{id}/resend                         members:create
      GET   /invitations/{id}/withdraw                       members:create
      POST  /invitations/{id}/withdraw                       members:create
      GET   /mails                                           members:create
      GET   /mails/{id}                                      members:create
      POST  /mails/{id}/send                                 members:create
      GET   /roles                                           roles:view
      GET   /roles/new                                       roles:create
      POST  /roles/new                                       roles:create
      GET   /roles/{id}                                      roles:view
      POST  /roles/{id}                                      roles:edit
      GET   /roles/{id}/delete                               roles:delete
      POST  /roles/{id}/delete                               roles:delete
      GET   /api-keys                                        signed-in
      GET   /api-keys/new                                    signed-in
      POST  /api-keys/new                                    signed-in
      GET   /api-keys/{id}/delete                            signed-in
      POST  /api-keys/{id}/delete                            signed-in
      GET   /gateways                                        gateways:view
      GET   /gateways/enrol                                  gateways:create
      POST  /gateways/enrol                                  gateways:create
      GET   /gateways/{id}/remove                            gateways:delete
      POST  /gateways/{id}/remove                            gateways:delete
      GET   /companies                                       companies:view
      GET   /companies/new                                   companies:create
      POST  /companies/new                                   companies:create
      GET   /companies/{id}/administrator                    companies:create
      POST  /companies/{id}/administrator                    companies:create
      """;

  /** By a program with an API key. */
  private static final String REST =
      """
      POST    /api/v1/certificates                           certificates:create
      POST    /api/v1/certificates/validate                  certificates:view
      GET     /api/v1/certificates                           certificates:view
      GET     /api/v1/certificates/counts                    certificates:view
      GET     /api/v1/certificates/{id}                      certificates:view
      GET     /api/v1/certificates/{id}/usage                certificates:view
      PATCH   /api/v1/certificates/{id}                      certificates:edit
      PUT     /api/v1/certificates/{id}/revocation           certificates:edit
      DELETE  /api/v1/certificates/{id}/revocation           certificates:edit
      DELETE  /api/v1/certificates/{id}                      certificates:delete
      POST    /api/v1/apis                                   apis:create
      GET     /api/v1/apis                                   apis:view
      GET     /api/v1/apis/{id}                              apis:view
      PUT     /api/v1/apis/{id}                              apis:edit
      DELETE  /api/v1/apis/{id}                              apis:delete
      PUT     /api/v1/apis/{id}/allow-list/{certificateId}   apis:edit
      DELETE  /api/v1/apis/{id}/allow-list/{certificateId}   apis:edit
      POST    /api/v1/apis/{id}/check                        apis:view
      POST    /api/v1/credentials                            credentials:create
      GET     /api/v1/credentials                            credentials:view
      GET     /api/v1/credentials/{id}                       credentials:view
      PATCH   /api/v1/credentials/{id}                       credentials:edit
      POST    /api/v1/credentials/{id}/rotate                credentials:edit
      DELETE  /api/v1/credentials/{id}                       credentials:delete
      GET     /api/v1/refusals                               refusals:view
      GET     /api/v1/refusals/{id}                          refusals:view
      GET     /api/v1/audit                                  audit:view
      GET     /api/v1/audit/export                           audit:view
      GET     /api/v1/audit/verification                     audit:view
      GET     /api/v1/company                                settings:company_settings
      PUT     /api/v1/company                                settings:company_settings
      GET     /api/v1/members                                members:view
      GET     /api/v1/members/{id}                           members:view
      PUT     /api/v1/members/{id}                           members:edit
      DELETE  /api/v1/members/{id}                           members:delete
      POST    /api/v1/invitations                            members:create
      GET     /api/v1/invitations                            members:view
      GET     /api/v1/invitations/{id}                       members:view
      POST    /api/v1/invitations/{id}/resend                members:create
      DELETE  /api/v1/invitations/{id}                       members:create
      POST    /api/v1/roles                                  roles:create
      GET     /api/v1/roles                                  roles:view
      GET     /api/v1/roles/{id}                             roles:view
      PUT     /api/v1/roles/{id}                             roles:edit
      DELETE  /api/v1/roles/{id}                             roles:delete
      POST    /api/v1/api-keys                               api-keys:create
      GET     /api/v1/api-keys                               api-keys:view
      GET     /api/v1/api-keys/{id}                          api-keys:view
      DELETE  /api/v1/api-keys/{id}                          api-keys:delete
      GET     /api/v1/gateways                               gateways:view
      POST    /api/v1/gateways/enrolments                    gateways:create
      DELETE  /api/v1/gateways/{id}                          gateways:delete
      POST    /api/v1/companies                              companies:create
      GET     /api/v1/companies                              companies:view
      GET     /api/v1/companies/{id}                         companies:view
      POST    /api/v1/companies/{id}/administrator           companies:create
      """;

  /** Of no controller that says who may: Spring Security's rules are all that stands there. */
  private static final String OTHERS =
      """
      GET   /error                                           everybody
      GET   /openapi.json                                    everybody
      GET   /openapi.json.yaml                               nobody
      GET   /assets/**                                       everybody
      GET   /health                                          everybody
      GET   /health/**                                       everybody
      GET   /metrics                                         metrics:view
      """;

  /**
   * Which of a company's default roles hold a permission, and which scope gives it to an API key;
   * {@code -} for what counts in the first company alone, whose administrators hold all.
   */
  private static final String PERMITTED =
      """
      apis:view                  Administrator, API owner, Integrator, Auditor  apis:read
      apis:create                Administrator, API owner                       apis:write
      apis:edit                  Administrator, API owner                       apis:write
      apis:delete                Administrator, API owner                       apis:write
      credentials:view           Administrator, API owner, Integrator, Auditor  credentials:read
      credentials:create         Administrator, API owner, Integrator           credentials:write
      credentials:edit           Administrator, API owner, Integrator           credentials:write
      credentials:delete         Administrator, API owner                       credentials:write
      certificates:view          Administrator, API owner, Integrator, Auditor  certificates:read
      certificates:create        Administrator, API owner, Integrator           certificates:write
      certificates:edit          Administrator, API owner, Integrator           certificates:write
      certificates:delete        Administrator, API owner                       certificates:write
      refusals:view              Administrator, API owner, Integrator, Auditor  refusals:read
      audit:view                 Administrator, API owner, Auditor              audit:read
      members:view               Administrator, API owner, Auditor              members:read
      members:create             Administrator                                  members:write
      members:edit               Administrator                                  members:write
      members:delete             Administrator                                  members:write
      roles:view                 Administrator, Auditor                         roles:read
      roles:create               Administrator                                  roles:write
      roles:edit                 Administrator                                  roles:write
      roles:delete               Administrator                                  roles:write
      api-keys:view              Administrator, Auditor                         api-keys:read
      api-keys:create            Administrator                                  api-keys:write
      api-keys:delete            Administrator                                  api-keys:write
      settings:company_settings  Administrator                                  settings:company_settings
      gateways:view              -                                              installation:gateways
      gateways:create            -                                              installation:gateways
      gateways:delete            -                                              installation:gateways
      companies:view             -                                              installation:companies
      companies:create           -                                              installation:companies
      metrics:view               -                                              installation:metrics
      """;

  private static final Map<String, String> ROUTES = routes(PAGES + REST + OTHERS);
  private static final Map<String, Permitted> HOLDERS = holders();

  private Access() {}

  private static Map<String, String> routes(String table) {
    Map<String, String> routes = new LinkedHashMap<>();
    table.lines().map(SPACES::split).forEach(line -> routes.put(line[0] + " " + line[1], line[2]));
    return routes;
  }

  private static Map<String, Permitted> holders() {
    Map<String, Permitted> holders = new LinkedHashMap<>();
    PERMITTED
        .lines()
        .map(SPACES::split)
        .forEach(line -> holders.put(line[0], new Permitted(Set.of(line[1].split(", ")), line[2])));
    return holders;
  }

  /** Method and address of each line, with who may. */
  static Map<String, String> routes() {
    return ROUTES;
  }

  /** Who may call a route; nobody knows of one that has no line. */
  static Optional<String> of(String key) {
    return Optional.ofNullable(ROUTES.get(key));
  }

  /** Which roles and keys hold a permission. */
  static Permitted holders(String permission) {
    return HOLDERS.get(permission);
  }

  static Map<String, Permitted> permissions() {
    return HOLDERS;
  }

  /** Who holds a permission. */
  record Permitted(Set<String> roles, String scope) {

    boolean installationWide() {
      return roles.contains("-");
    }
  }
}
