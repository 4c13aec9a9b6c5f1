package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that sends frames as it is told, however wrong (RFC 9113, section 4.1). */
final class RawH2 implements AutoCloseable {
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int UNKNOWN = 0xbe;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  /** :method GET, :scheme https, :path /, by HPACK's static table. */
  static final byte[] GET = {(byte) 0x82, (byte) 0x87, (byte) 0x84};

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private final SSLSocket socket;
  private long sent;

  RawH2(int port) throws IOException {
    socket =
        (SSLSocket)
            ClientTls.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    socket.getOutputStream().write(PREFACE);
    write(frame(SETTINGS, 0, 0, new byte[0]));
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** Sends these bytes so many times, or until nobody takes them any more. */
  RawH2 flood(byte[] bytes, int times) {
    try {
      for (int i = 0; i < times; i++) {
        write(bytes);
      }
    } catch (IOException e) {
      // The gateway has ended it; what it said is read next.
    }
    return this;
  }

  RawH2 write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    sent += bytes.length;
    return this;
  }

  long sent() {
    return sent;
  }

  /** The error of the GOAWAY, or -1 when the connection ended without one. */
  long goneAway() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5);
        byte[] payload = in.readNBytes(length);
        if (type == GOAWAY) {
          return ByteBuffer.wrap(payload).getInt(4) & 0xffffffffL;
        }
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("The connection goes on", e);
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
