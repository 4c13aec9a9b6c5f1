package dev.countersign.control.accounts.login;

import dev.countersign.control.web.FieldErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** A password as it was typed, twice. It never shows itself. */
public record NewPassword(@Nullable String password, @Nullable String repeat) {

  /** As a form sent it: the fields that no form keeps. */
  public static NewPassword of(MultiValueMap<String, String> sent) {
    return new NewPassword(sent.getFirst("password"), sent.getFirst("passwordRepeat"));
  }

  /** Adds an error where the two are not the same. */
  public void checkRepeated(FieldErrors errors) {
    if (password != null && !password.equals(repeat)) {
      errors.add("passwordRepeat", "different", "The two passwords are not the same.");
    }
  }

  @Override
  public String toString() {
    return "NewPassword[not shown]";
  }
}
