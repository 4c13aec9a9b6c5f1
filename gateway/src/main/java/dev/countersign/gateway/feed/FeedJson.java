package dev.countersign.gateway.feed;

import dev.countersign.gateway.feed.FeedClient.Answer;
import dev.countersign.pki.certificate.CertificateFile;
import dev.countersign.pki.certificate.CertificateFileException;
import dev.countersign.pki.issue.HeldCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The feed's small messages. */
final class FeedJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FeedJson() {}

  static byte[] write(Map<String, String> message) {
    return JSON.writeValueAsBytes(message);
  }

  /** The members that are texts. */
  static Map<String, String> read(byte[] message) throws IOException {
    try {
      Map<String, String> members = new HashMap<>();
      for (Map.Entry<String, JsonNode> member : JSON.readTree(message).properties()) {
        if (member.getValue().isString()) {
          members.put(member.getKey(), member.getValue().stringValue());
        }
      }
      return members;
    } catch (JacksonException e) {
      throw new IOException("The answer is not JSON", e);
    }
  }

  static String required(Map<String, String> message, String member) throws IOException {
    String value = message.get(member);
    if (value == null) {
      throw new IOException("The answer has no " + member);
    }
    return value;
  }

  /** The certificate in the message, which must be over our key. */
  static HeldCertificate certificate(Map<String, String> message, KeyPair key) throws IOException {
    byte[] pem = required(message, "certificate").getBytes(StandardCharsets.UTF_8);
    try {
      return HeldCertificate.of(
          CertificateFile.read(pem).certificate(), List.of(), key.getPrivate());
    } catch (CertificateFileException | IllegalArgumentException e) {
      throw new IOException("The answer's certificate is not usable: " + e.getMessage(), e);
    }
  }

  /** What a refusal says. */
  static RefusalText problem(Answer answer) {
    try {
      Map<String, String> problem = read(answer.bytes());
      return new RefusalText(
          problem.getOrDefault("code", ""),
          problem.getOrDefault("detail", "status " + answer.status()));
    } catch (IOException e) {
      return new RefusalText("", "status " + answer.status());
    }
  }

  /** The deepest cause tells what happened; the JDK's HTTP client wraps it. */
  static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (e instanceof java.net.ConnectException) {
      return cause instanceof java.nio.channels.UnresolvedAddressException
          ? "there is no such host"
          : "nothing listens there";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** A refusal's code, for programs, and its detail, for people. */
  record RefusalText(String code, String detail) {}
}
