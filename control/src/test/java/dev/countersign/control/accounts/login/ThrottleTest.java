package dev.countersign.control.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class ThrottleTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "tulip harbour ninety crates";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
  private final AttemptRepository attempts = CONTROL.context().getBean(AttemptRepository.class);
  private final Throttle throttle = new Throttle(attempts, now::get);
  private final TransactionTemplate transactions =
      CONTROL.context().getBean(TransactionTemplate.class);
  private final String account = UUID.randomUUID().toString();

  /** A network of this test's own. */
  private final String address = "2001:db8:%s::1".formatted(account.substring(0, 4));

  private void attempt(String from) {
    attempt(account, from);
  }

  /** In a transaction, as the application has it. */
  private void attempt(String of, String from) {
    transactions.executeWithoutResult(status -> throttle.begin(Tried.PASSWORD, of, from));
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private long waitOf(String from) {
    try {
      attempt(from);
      return 0;
    } catch (TooManyAttemptsException e) {
      return e.seconds();
    }
  }

  @Test
  @DisplayName(
      "A1 after five wrong passwords each further one waits twice as long, to five minutes")
  void doubles() {
    for (int i = 0; i < 6; i++) {
      attempt(address);
    }
    for (int wait : new int[] {2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
      assertThat(waitOf(address)).isEqualTo(wait);
      pass(Duration.ofSeconds(wait));
      attempt(address);
    }
  }

  @Test
  @DisplayName(
      "A1 an attempt during the wait counts nothing and prolongs nothing: nobody is locked out")
  void notProlonged() {
    for (int i = 0; i < 6; i++) {
      attempt(address);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(waitOf(address)).isEqualTo(2);
    }
    pass(Duration.ofSeconds(2));
    assertThatCode(() -> attempt(address)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("A1 a login that goes well begins anew")
  void anew() {
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 5; i++) {
        attempt(address);
      }
      throttle.wentWell(Tried.PASSWORD, account, address);
    }
  }

  @Test
  @DisplayName(
      "A1 an account is guessed no faster from many addresses, and never waits over a minute")
  void manyAddresses() {
    for (int i = 0; i < 21; i++) {
      attempt("2001:db8:%s:%x::1".formatted(account.substring(0, 4), i));
    }
    String fresh = "2001:db8:%s:ff::1".formatted(account.substring(0, 4));
    assertThat(waitOf(fresh)).isEqualTo(1);
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofMinutes(1));
      attempt("2001:db8:%s:1%x::1".formatted(account.substring(0, 4), i));
    }
    assertThat(waitOf(fresh)).isEqualTo(60);
  }

  @Test
  @DisplayName(
      "A1 where the owner signed in before, others' guesses elsewhere do not make them wait")
  void known() {
    attempt(address);
    throttle.wentWell(Tried.PASSWORD, account, address);
    for (int i = 0; i < 21; i++) {
      attempt("2001:db8:%s:%x::1".formatted(account.substring(0, 4), i + 1));
    }
    assertThatThrownBy(() -> attempt("2001:db8:%s:ff::1".formatted(account.substring(0, 4))))
        .isInstanceOf(TooManyAttemptsException.class);
    assertThatCode(() -> attempt(address)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("A1 one address guesses no faster at many accounts; an IPv6 network counts as one")
  void manyAccounts() {
    for (int i = 0; i < 51; i++) {
      attempt(account + i, address.replace("::1", "::" + Integer.toHexString(i)));
    }
    assertThatThrownBy(() -> attempt(account + "x", address))
        .isInstanceOf(TooManyAttemptsException.class);
  }

  @Test
  @DisplayName(
      "A1 where many share an address, others' wrong passwords keep nobody out who signed in there")
  void sharedAddress() {
    attempt(address);
    throttle.wentWell(Tried.PASSWORD, account, address);
    for (int i = 0; i < 51; i++) {
      attempt(account + i, address);
    }
    assertThatThrownBy(() -> attempt(account + "x", address))
        .isInstanceOf(TooManyAttemptsException.class);
    for (int i = 0; i < 6; i++) {
      assertThat(waitOf(address)).as("attempt %d of the account", i).isZero();
    }
    assertThat(waitOf(address)).as("the account itself is guessed there no faster").isEqualTo(2);
  }

  @Test
  @DisplayName("A1 signing in to an account of one's own frees no guesses at others'")
  void ownAccount() {
    attempt(address);
    throttle.wentWell(Tried.PASSWORD, account, address);
    for (int i = 0; i < 51; i++) {
      attempt(account + i, address);
    }
    attempt(address);
    throttle.wentWell(Tried.PASSWORD, account, address);
    assertThatThrownBy(() -> attempt(account + "x", address))
        .isInstanceOf(TooManyAttemptsException.class);
  }

  @Test
  @DisplayName("A1 of many attempts at once no more are free than one after another")
  void atOnce() throws Exception {
    Callable<Boolean> attempt = () -> waitOf(address) == 0;
    List<Callable<Boolean>> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      many.add(attempt);
    }
    long free = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> one : threads.invokeAll(many)) {
        free += one.get() ? 1 : 0;
      }
    }
    assertThat(free).isEqualTo(6);
  }

  @Test
  @DisplayName("A1 who has to wait is told for how long: 429, even with the right password")
  void told() {
    ApiClient company = CONTROL.company();
    String email = account + "@example.com";
    CONTROL.addMember(company, email, PASSWORD);
    PageClient client = new PageClient(CONTROL.port());
    client.get("/login");
    HttpResponse<String> last = null;
    for (int i = 0; i < 12; i++) {
      last = client.post("/login", "/login", "email", email, "password", "wrong " + i);
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).containsPattern("Too many attempts. Try again in \\d+ seconds?\\.");
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
    HttpResponse<String> right =
        client.post("/login", "/login", "email", email, "password", PASSWORD);
    assertThat(right.statusCode()).isEqualTo(429);
  }
}
