package dev.countersign.control.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
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

/** A person at a browser without JavaScript: keeps cookies, sends forms with their CSRF token. */
public final class PageClient {

  private static final Pattern CSRF =
      Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"|content=\"([^\"]+)\" name=\"csrf\"");

  private final int port;
  private final HttpClient http;

  public PageClient(int port) {
    this.port = port;
    this.http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  public PageClient signIn(String email, String password) {
    post("/login", "/login", "email", email, "password", password);
    return this;
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** Sends a form of the page at {@code page}; the fields are names and values in turn. */
  public HttpResponse<String> post(String page, String action, String... fields) {
    return postWithToken(csrf(get(page).body()), action, fields);
  }

  /** Sends a form with this CSRF token; an empty one is left out. */
  public HttpResponse<String> postWithToken(String token, String action, String... fields) {
    StringBuilder form = new StringBuilder();
    if (!token.isEmpty()) {
      form.append("_csrf=").append(encode(token));
    }
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(encode(fields[i])).append('=').append(encode(fields[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(uri(action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString())));
  }

  private static String csrf(String page) {
    Matcher found = CSRF.matcher(page);
    if (!found.find()) {
      return "";
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
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
