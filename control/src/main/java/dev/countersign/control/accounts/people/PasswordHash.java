package dev.countersign.control.accounts.people;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Argon2id as OWASP recommends it: 19 MiB, two passes. A few at a time, since each takes that much
 * memory, however many try to sign in at once.
 */
final class PasswordHash implements PasswordEncoder {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;

  private final PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

  private final Semaphore turns =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    turns.acquireUninterruptibly();
    try {
      return argon2.encode(normal(password));
    } finally {
      turns.release();
    }
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    turns.acquireUninterruptibly();
    try {
      return argon2.matches(normal(password), hash);
    } finally {
      turns.release();
    }
  }

  @Override
  public boolean upgradeEncoding(@Nullable String hash) {
    return argon2.upgradeEncoding(hash);
  }

  /** Keyboards write one letter in several ways (RFC 8265 asks for this one). */
  private static @Nullable String normal(@Nullable CharSequence password) {
    return password == null ? null : Normalizer.normalize(password, Normalizer.Form.NFC);
  }
}
