package dev.countersign.control.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.testing.RunningControl;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class PasswordLoginTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "tulip harbour ninety crates";

  private final List<String> compared = new ArrayList<>();
  private final PasswordLogin login =
      new PasswordLogin(
          CONTROL.context().getBean(LoginRepository.class),
          CONTROL.context().getBean(Memberships.class),
          new Counting(CONTROL.context().getBean(PasswordEncoder.class)),
          CONTROL.context().getBean(Throttle.class),
          InstantSource.system());
  private final String email = UUID.randomUUID() + "@example.com";

  private void refuse(String address, String password) {
    var request = UsernamePasswordAuthenticationToken.unauthenticated(address, password);
    request.setDetails(new WebAuthenticationDetails("2001:db8:%s::1".formatted(part()), null));
    assertThatThrownBy(() -> login.authenticate(request))
        .isInstanceOf(BadCredentialsException.class);
  }

  /** A network of this test's own. */
  private String part() {
    return email.substring(0, 4);
  }

  /** What a hash costs, which stands before its salt. */
  private static String cost(String hash) {
    return hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1));
  }

  @Test
  @DisplayName("A1 an address that is nobody's, or has no password, costs the hash of a known one")
  void equalWork() {
    CONTROL.addMember(CONTROL.company(), email, PASSWORD);
    String without = "w-" + email;
    CONTROL.addMember(CONTROL.company(), without, PASSWORD);
    CONTROL.update("UPDATE accounts.people SET password_hash = NULL WHERE email = ?", without);
    for (String password : List.of("another password of mine", "x", "")) {
      compared.clear();
      refuse(email, password);
      refuse("nobody-" + email, password);
      refuse(without, password);
      assertThat(compared).as("hashes compared").hasSize(3);
      assertThat(compared.stream().map(PasswordLoginTest::cost).distinct())
          .containsExactly("$argon2id$v=19$m=19456,t=2,p=1");
    }
  }

  /** Compares as the product does, and notes with what. */
  private final class Counting implements PasswordEncoder {

    private final PasswordEncoder real;

    Counting(PasswordEncoder real) {
      this.real = real;
    }

    @Override
    public String encode(CharSequence password) {
      return real.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
      compared.add(hash);
      return real.matches(password, hash);
    }
  }
}
