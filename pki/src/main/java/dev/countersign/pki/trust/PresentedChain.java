package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a TLS client sent. Only the first certificate, the leaf, is proven by the handshake; the
 * others are material for building a path, whoever they belong to.
 */
public final class PresentedChain {
  /** A client may send this many certificates. */
  public static final int MAX_CERTIFICATES = 16;

  /** A client may send this many bytes of certificates: 64 KiB. */
  public static final int MAX_BYTES = 64 * 1024;

  private final Certificate leaf;
  private final List<Certificate> sentAlong;
  private final Fingerprint digest;

  private PresentedChain(Certificate leaf, List<Certificate> sentAlong, Fingerprint digest) {
    this.leaf = leaf;
    this.sentAlong = sentAlong;
    this.digest = digest;
  }

  /**
   * Reads the certificates of a TLS handshake, leaf first.
   *
   * @throws ChainUnreadableException when there is none, when there are more than {@value
   *     #MAX_CERTIFICATES} or more than {@value #MAX_BYTES} bytes, or when the leaf is no
   *     certificate
   */
  public static PresentedChain of(List<byte[]> der) throws ChainUnreadableException {
    checkLimits(der);
    return new PresentedChain(readLeaf(der.getFirst()), readOthers(der), digestOf(der));
  }

  private static void checkLimits(List<byte[]> der) throws ChainUnreadableException {
    if (der.isEmpty()) {
      throw new ChainUnreadableException("The client sent no certificate");
    }
    if (der.size() > MAX_CERTIFICATES) {
      throw new ChainUnreadableException(
          "The client sent %d certificates; %d are allowed"
              .formatted(der.size(), MAX_CERTIFICATES));
    }
    long bytes = der.stream().mapToLong(one -> one.length).sum();
    if (bytes > MAX_BYTES) {
      throw new ChainUnreadableException(
          "The client sent %d bytes of certificates; %d are allowed".formatted(bytes, MAX_BYTES));
    }
  }

  private static Certificate readLeaf(byte[] der) throws ChainUnreadableException {
    try {
      return Certificate.parse(der);
    } catch (UnreadableCertificateException e) {
      throw new ChainUnreadableException(
          "The client's certificate cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> readOthers(List<byte[]> der) {
    LinkedHashSet<Certificate> readable = new LinkedHashSet<>();
    for (byte[] one : der.subList(1, der.size())) {
      try {
        readable.add(Certificate.parse(one));
      } catch (UnreadableCertificateException unreadable) {
        // Unreadable material is as good as material not sent.
      }
    }
    return List.copyOf(new ArrayList<>(readable));
  }

  private static Fingerprint digestOf(List<byte[]> der) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] one : der) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(one.length).flip());
        digest.update(one);
      }
      return Fingerprint.fromBytes(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The certificate whose private key the handshake proved. */
  public Certificate leaf() {
    return leaf;
  }

  /** What else was sent and could be read, in the order sent, each once. */
  public List<Certificate> sentAlong() {
    return sentAlong;
  }

  /** SHA-256 over everything sent, in order: a key for caches. */
  public Fingerprint digest() {
    return digest;
  }

  @Override
  public String toString() {
    return "PresentedChain[" + leaf + ", " + sentAlong.size() + " sent along]";
  }
}
