package dev.countersign.control.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at a browser without JavaScript: keeps cookies, sends forms with their CSRF token. */
public final class PageClient {

  private static final Pattern CSRF =
      Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"|content=\"([^\"]+)\" name=\"csrf\"");

  private final int port;
  private final String browser;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http;

  public PageClient(int port) {
    this(port, "");
  }

  /** One that says which browser it is. */
  public PageClient(int port, String browser) {
    this.port = port;
    this.browser = browser;
    this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
  }

  /** The value of a cookie; empty where there is none. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /** Its cookies, as the header that sends them. */
  public String cookies() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Makes this the cookie's value, in place of any other. */
  public void setCookie(String name, String value) {
    CookieStore store = cookies.getCookieStore();
    store.getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .toList()
        .forEach(cookie -> store.remove(null, cookie));
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    cookie.setVersion(0);
    store.add(uri("/"), cookie);
  }

  public PageClient signIn(String email, String password) {
    post("/login", "/login", "email", email, "password", password);
    return this;
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** What a page's form sends in the field, or by the button, of this name. */
  public static String value(String page, String name) {
    Matcher found = Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(name)).matcher(page);
    if (!found.find()) {
      throw new AssertionError("No " + name + " in " + page);
    }
    return found.group(1);
  }

  /** Makes a personal API key with this scope. */
  public HttpResponse<String> newApiKey(String scope) {
    return post(
        "/api-keys/new",
        "/api-keys/new",
        "name",
        "CLI",
        "kind",
        "personal",
        "life",
        "30",
        "scopes",
        scope);
  }

  /** Asks for a page as the page itself does, by htmx. */
  public HttpResponse<String> fragment(String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("HX-Request", "true").GET());
  }

  /** Sends a method that no form sends. */
  public HttpResponse<String> send(String method, String path) {
    return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()));
  }

  /** Forgets the session, as where it is over. */
  public void loseSession() {
    cookies.getCookieStore().removeAll();
  }

  /** Sends a form as a browser does that still shows its page; its session may be over. */
  public HttpResponse<String> postFrom(String page, String token, String action, String... fields) {
    return send(
        form(token, action, fields)
            .header("Origin", uri("").toString())
            .header("Referer", uri(page).toString()));
  }

  /** The CSRF token of this page's forms. */
  public String token(String page) {
    return csrf(get(page).body());
  }

  /** Sends a form of the page at {@code page}; the fields are names and values in turn. */
  public HttpResponse<String> post(String page, String action, String... fields) {
    return postWithToken(csrf(get(page).body()), action, fields);
  }

  /** Sends a form with this CSRF token; an empty one is left out. */
  public HttpResponse<String> postWithToken(String token, String action, String... fields) {
    return send(form(token, action, fields));
  }

  private HttpRequest.Builder form(String token, String action, String... fields) {
    StringBuilder form = new StringBuilder();
    if (!token.isEmpty()) {
      form.append("_csrf=").append(encode(token));
    }
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(encode(fields[i])).append('=').append(encode(fields[i + 1]));
    }
    return HttpRequest.newBuilder(uri(action))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form.toString()));
  }

  /** Sends a form with a file, as a browser does; the fields are names and values in turn. */
  public HttpResponse<String> postFile(
      String page, String field, String fileName, byte[] content, String... fields) {
    return postFileWithToken(csrf(get(page).body()), page, field, fileName, content, fields);
  }

  /** Sends a form with a file and this CSRF token; an empty one is left out. */
  public HttpResponse<String> postFileWithToken(
      String token,
      String action,
      String field,
      String fileName,
      byte[] content,
      String... fields) {
    String boundary = "boundary-of-the-tests";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!token.isEmpty()) {
      part(body, boundary, "name=\"_csrf\"", token.getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < fields.length; i += 2) {
      part(
          body,
          boundary,
          "name=\"%s\"".formatted(fields[i]),
          fields[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    String named = "name=\"%s\"; filename=\"%s\"".formatted(field, fileName);
    part(body, boundary, named, content);
    body.writeBytes("--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(uri(action))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void part(
      ByteArrayOutputStream body, String boundary, String named, byte[] content) {
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
            .formatted(boundary, named)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static String csrf(String page) {
    Matcher found = CSRF.matcher(page);
    if (!found.find()) {
      return "";
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!browser.isEmpty()) {
      request.header("User-Agent", browser);
    }
    try {
      return http.send(
          request.header("Accept", "text/html,*/*;q=0.8").build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
