package dev.countersign.control.routes;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Every field of a body, a form or a query in which an id is taken. */
final class Fields {

  private static final String PEM = TestCertificate.selfSigned("Shown").pem();

  private Fields() {}

  /**
   * One field.
   *
   * @param kind whose ids it takes
   */
  record Case(String name, String kind, Sending sending) {

    OthersIdsTest.Seen send(Things mine, String token, String id) {
      return sending.send(mine, token, id);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Sends a request with this id in the field. */
  interface Sending {
    OthersIdsTest.Seen send(Things mine, String token, String id);
  }

  /** An id of the same shape that nothing has. */
  static String unknown(String id) {
    return id.matches("[0-9]+")
        ? id + "000"
        : id.substring(0, id.length() - 6) + (id.endsWith("aaaaaa") ? "bbbbbb" : "aaaaaa");
  }

  static List<Case> all() {
    return Stream.of(rest(), queries(), forms(), pages()).flatMap(List::stream).toList();
  }

  private static List<Case> rest() {
    return List.of(
        body(
            "POST /apis",
            "mutualTls.allowList",
            "certificates",
            (mine, id) ->
                ApiClient.api(
                    "/" + UUID.randomUUID(),
                    "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\"]}"
                        .formatted(id))),
        body(
            "PUT /apis/{apis}",
            "mutualTls.allowList",
            "certificates",
            (mine, id) ->
                ApiClient.api(
                    "/" + UUID.randomUUID(),
                    "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\"]}"
                        .formatted(id))),
        body(
            "POST /apis/{apis}/check",
            "credentialId",
            "credentials",
            (mine, id) -> Things.json(Map.of("pem", PEM, "credentialId", id))),
        body(
            "POST /credentials",
            "apis",
            "apis",
            (mine, id) -> Things.json(Map.of("name", "A", "apis", List.of(id)))),
        body(
            "POST /credentials",
            "boundCertificates",
            "certificates",
            (mine, id) -> Things.json(Map.of("name", "A", "boundCertificates", List.of(id)))),
        body(
            "PATCH /credentials/{credentials}",
            "apis",
            "apis",
            (mine, id) -> Things.json(Map.of("apis", List.of(id)))),
        body(
            "PATCH /credentials/{credentials}",
            "boundCertificates",
            "certificates",
            (mine, id) -> Things.json(Map.of("boundCertificates", List.of(id)))),
        body(
            "POST /invitations",
            "roles",
            "roles",
            (mine, id) ->
                Things.json(
                    Map.of("email", UUID.randomUUID() + "@example.com", "roles", List.of(id)))),
        body(
            "PUT /members/{members}",
            "roles",
            "roles",
            (mine, id) -> Things.json(Map.of("roles", List.of(id, administrators(mine))))),
        body(
            "PUT /company",
            "noticeRoles",
            "roles",
            (mine, id) ->
                Things.json(
                    Map.of(
                        "name",
                        "Mine",
                        "sessionIdleMinutes",
                        60,
                        "sessionHours",
                        24,
                        "refusalDays",
                        30,
                        "useDays",
                        90,
                        "noticeRoles",
                        List.of(id),
                        "noticeAddresses",
                        List.of()))));
  }

  private static String administrators(Things mine) {
    return mine.caller().get("/roles?q=Administrator").ids().getFirst();
  }

  private static List<Case> queries() {
    return Stream.of(
            "/credentials?api= apis",
            "/refusals?api= apis",
            "/refusals?certificate= certificates",
            "/refusals?credential= credentials",
            "/members?role= roles",
            "/api-keys?ownerId= members",
            "/certificates?q= certificates",
            "/audit?id= apis",
            "/audit?who= members")
        .map(line -> line.split(" "))
        .map(line ->
            new Case(
                "GET " + line[0],
                line[1],
                (mine, token, id) -> {
                  var answer = mine.caller().get(line[0] + id);
                  return new OthersIdsTest.Seen(answer.status(), answer.body());
                }))
        .toList();
  }

  private static List<Case> pages() {
    return Stream.of(
            "/credentials?api= apis",
            "/credentials/new?api= apis",
            "/refusals?api= apis",
            "/refusals?certificate= certificates",
            "/refusals?credential= credentials",
            "/refusals/find?id= refusals",
            "/members?role= roles",
            "/certificates?q= certificates",
            "/certificates/upload?successorOf= certificates",
            "/apis/{apis}/check?certificate= certificates",
            "/audit?id= apis",
            "/audit?who= members")
        .map(line -> line.split(" "))
        .map(line ->
            new Case(
                "GET page " + line[0],
                line[1],
                (mine, token, id) -> {
                  var answer = mine.administrator().get(filled(mine, line[0]) + id);
                  return new OthersIdsTest.Seen(answer.statusCode(), answer.body());
                }))
        .toList();
  }

  private static List<Case> forms() {
    List<Case> all = new ArrayList<>();
    String[] api = {
      "name", "Mine", "upstream.url", "http://127.0.0.1:9000", "mutualTls.mode", "off"
    };
    for (String field : List.of("added", "add")) {
      all.add(form("/apis/new", field, "certificates", api));
      all.add(form("/apis/{apis}/edit", field, "certificates", api));
      all.add(form("/certificates/{certificates}/allow", field, "apis"));
      all.add(form("/credentials/new", field, "certificates", "name", "Mine"));
      all.add(form("/credentials/{credentials}/edit", field, "certificates", "name", "Mine"));
    }
    all.add(form("/credentials/new", "apis", "apis", "name", "Mine"));
    all.add(form("/credentials/{credentials}/edit", "apis", "apis", "name", "Mine"));
    all.add(form("/apis/{apis}/check", "certificate", "certificates", "check", "true"));
    all.add(form("/apis/{apis}/check", "pick", "certificates"));
    all.add(form("/apis/{apis}/check", "credentialId", "credentials", "check", "true", "pem", PEM));
    all.add(form("/certificates/upload", "successorOf", "certificates", "pem", PEM));
    all.add(
        form(
            "/certificates/upload",
            "successorOf",
            "certificates",
            "store",
            "true",
            "pem",
            "fresh"));
    all.add(form("/members/{members}", "roles", "roles"));
    all.add(form("/invitations/new", "roles", "roles", "email", "someone@example.com"));
    all.add(
        form(
            "/company",
            "noticeRoles",
            "roles",
            "name",
            "Mine",
            "sessionIdleMinutes",
            "60",
            "sessionHours",
            "24",
            "refusalDays",
            "30",
            "useDays",
            "90"));
    return all;
  }

  private static Case body(String route, String field, String kind, Document document) {
    String[] line = route.split(" ");
    return new Case(
        route + " " + field,
        kind,
        (mine, token, id) -> {
          String type =
              line[0].equals("PATCH") ? "application/merge-patch+json" : "application/json";
          var answer =
              mine.caller().send(line[0], filled(mine, line[1]), type, document.of(mine, id));
          return new OthersIdsTest.Seen(answer.status(), answer.body());
        });
  }

  /** A body with an id in it. */
  private interface Document {
    String of(Things mine, String id);
  }

  private static Case form(String path, String field, String kind, String... more) {
    return new Case(
        name(path, field, more),
        kind,
        (mine, token, id) -> {
          List<String> fields = new ArrayList<>(Arrays.asList(more));
          fields.replaceAll(
              value -> value.equals("fresh") ? TestCertificate.selfSigned("Fresh").pem() : value);
          String address = filled(mine, path);
          fields.addAll(List.of("version", version(mine, address), field, id));
          var answer =
              mine.administrator().postWithToken(token, address, fields.toArray(String[]::new));
          return new OthersIdsTest.Seen(answer.statusCode(), answer.body());
        });
  }

  /** The version that the form is filled with. */
  private static String version(Things mine, String address) {
    return Markup.tags(mine.administrator().get(address).body()).stream()
        .filter(tag -> tag.attribute("name").equals("version"))
        .map(tag -> tag.attribute("value"))
        .findFirst()
        .orElse("");
  }

  private static String name(String path, String field, String... more) {
    return "POST form %s %s %s".formatted(path, field, more.length == 0 ? "" : "with " + more[0]);
  }

  private static String filled(Things mine, String path) {
    String filled = path;
    for (String kind : List.of("apis", "certificates", "credentials", "members")) {
      filled = filled.replace("{" + kind + "}", mine.id(kind));
    }
    return filled;
  }
}
