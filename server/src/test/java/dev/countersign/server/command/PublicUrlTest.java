package dev.countersign.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.server.role.StartException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("--public-url")
class PublicUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://countersign.example.com",
        "https://countersign.example.com/",
        "https://countersign.example.com:8443",
        "https://192.0.2.1",
        "https://[2001:db8::1]:8443",
        "http://localhost:8080",
        "http://127.0.0.1:8080",
        "http://[::1]:8080"
      })
  @DisplayName("takes scheme, host and port")
  void taken(String url) throws Exception {
    assertThat(PublicUrl.parse(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "countersign.example.com",
        "countersign.example.com:8443",
        "//countersign.example.com",
        "https://",
        "https:///overview",
        "https:countersign.example.com",
        "https://counter sign.example.com",
        "https://counter_sign.example.com",
        "https://countersign.example.com:port",
        "https://countersign.example.com:0",
        "https://countersign.example.com:65536",
        "https://countersign.example.com/dashboard",
        "https://countersign.example.com?tenant=1",
        "https://countersign.example.com/#top",
        "ftp://countersign.example.com",
        "javascript:alert(1)",
        "http://192.0.2.1",
        "http://countersign.invalid"
      })
  @DisplayName("refuses all else, with its value and how to write it")
  void refused(String url) {
    assertThatThrownBy(() -> PublicUrl.parse(url))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("--public-url " + url + " cannot be used.")
        .hasMessageContaining("as https://countersign.example.com");
  }

  @Test
  @DisplayName("refuses a name and a password in it, and repeats neither")
  void userInfo() {
    assertThatThrownBy(() -> PublicUrl.parse("https://ada:hush-hush@countersign.example.com"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("https://…@countersign.example.com cannot be used")
        .hasMessageNotContaining("hush-hush");
  }
}
