package dev.countersign.policy.snapshot;

import dev.countersign.pki.certificate.ChainingName;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.index.Keys;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** By what a snapshot finds its entities. */
final class SnapshotKeys {
  static final Keys<Fingerprint, Fingerprint> FINGERPRINTS =
      keys(Function.identity(), Fingerprint::first);

  static final Keys<Fingerprint, StoredCertificate> CERTIFICATES =
      keys(StoredCertificate::fingerprint, Fingerprint::first);

  static final Keys<Alike, StoredCertificate> SAME_SUBJECT =
      keys(stored -> new Alike(stored.subjectHash(), stored.fingerprint()), Alike::hash);

  static final Keys<Alike, StoredCertificate> SAME_KEY =
      keys(stored -> new Alike(stored.keyHash(), stored.fingerprint()), Alike::hash);

  static final Keys<Alike, StoredCertificate> AUTHORITIES =
      keys(stored -> new Alike(nameOf(stored), stored.fingerprint()), Alike::hash);

  static final Keys<String, ApiConfiguration> APIS = keys(ApiConfiguration::id, Keys::spread);

  static final Keys<String, AllowList> ALLOW_LISTS = keys(AllowList::apiId, Keys::spread);

  static final Keys<String, CompanyStore> STORES = keys(CompanyStore::companyId, Keys::spread);

  static final Keys<String, Credential> CREDENTIALS = keys(Credential::id, Keys::spread);

  static final Keys<TokenHash, Token> TOKENS =
      new Keys<>() {
        @Override
        public TokenHash keyOf(Token token) {
          return token.accepted().hash();
        }

        @Override
        public long hash(TokenHash hash) {
          return hash.first();
        }

        @Override
        public boolean same(TokenHash one, TokenHash other) {
          return one.sameInConstantTime(other);
        }
      };

  private SnapshotKeys() {}

  static long hashOf(ChainingName name) {
    return name.digest().first();
  }

  private static long nameOf(StoredCertificate authority) {
    return hashOf(Objects.requireNonNull(authority.authority()).subjectName());
  }

  private static <K, T> Keys<K, T> keys(Function<T, K> keyOf, ToLongFunction<K> hash) {
    return new Keys<>() {
      @Override
      public K keyOf(T value) {
        return keyOf.apply(value);
      }

      @Override
      public long hash(K key) {
        return hash.applyAsLong(key);
      }
    };
  }

  /** A certificate among those that share a hash: 40 bits of what is shared, 24 of its own. */
  record Alike(long shared, Fingerprint fingerprint) {
    static final int SHARED_LEVELS = 8;

    long hash() {
      return (shared & -1L << 24) | (fingerprint.first() >>> 40);
    }
  }
}
