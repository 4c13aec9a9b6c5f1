package dev.countersign.control.accounts.people;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import dev.countersign.control.web.FieldErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which passwords are taken: 12 to 200 characters of any kind, but none that is common, a pattern,
 * or made of the person's own words. Guesses are counted by zxcvbn.
 */
@Component
public class PasswordRules {

  /** How many characters a password has at least. */
  public static final int SHORTEST = 12;

  static final int LONGEST = 200;

  /** Of 0 to 4: 10^8 guesses and more, which a throttled login does not allow in a lifetime. */
  private static final int LEAST_SCORE = 3;

  /** The estimate's cost grows fast with the length; the beginning is enough to be strong. */
  private static final int ESTIMATED = 64;

  private static final List<String> OWN_WORDS = List.of("countersign", "certificate", "gateway");

  private final Zxcvbn zxcvbn = new Zxcvbn();

  void check(FieldErrors errors, String field, @Nullable String password, String... personalWords) {
    if (password == null || password.isEmpty()) {
      errors.add(field, "required", "Type a password.");
      return;
    }
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      errors.add(
          field,
          "too_short",
          "A password needs %d characters. Several words in a row are easy to remember."
              .formatted(SHORTEST));
    } else if (length > LONGEST) {
      errors.add(field, "too_long", "A password may have %d characters.".formatted(LONGEST));
    } else if (isGuessed(password, personalWords)) {
      errors.add(
          field,
          "common",
          "This password is easy to guess. Take words that do not belong together.");
    }
  }

  private boolean isGuessed(String password, String... personalWords) {
    List<String> words = new ArrayList<>(OWN_WORDS);
    Arrays.stream(personalWords)
        .flatMap(PasswordRules::wordsOf)
        .filter(word -> word.length() > 2)
        .forEach(words::add);
    Strength strength =
        zxcvbn.measure(password.substring(0, Math.min(ESTIMATED, password.length())), words);
    boolean guessed = strength.getScore() < LEAST_SCORE;
    strength.wipe();
    return guessed;
  }

  /** The whole, as an e-mail address is, and its parts. */
  private static Stream<String> wordsOf(String text) {
    return Stream.concat(
        Stream.of(text.toLowerCase(Locale.ROOT)), Arrays.stream(text.split("[^\\p{L}\\p{N}]+")));
  }
}
