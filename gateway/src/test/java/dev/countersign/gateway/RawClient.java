package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.countersign.testkit.certificate.TestCertificate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client that sends what it is told, byte by byte, over a real socket. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient plain(int port) {
    try {
      return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Over TLS with this server name, presenting this chain if there is one. */
  static RawClient tls(int port, String serverName, TestCertificate... chain) {
    return tls(ClientTls.context(chain), port, serverName);
  }

  static RawClient tls(SSLContext context, int port, String serverName) {
    try {
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
      SSLParameters parameters = socket.getSSLParameters();
      if (serverName != null) {
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
      }
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SSLSocket tlsSocket() {
    return (SSLSocket) socket;
  }

  RawClient send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawAnswer get(String host, String path, String headers) {
    return request("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
  }

  RawAnswer request(String text) {
    send(text);
    return answer(text.startsWith("HEAD "));
  }

  RawAnswer answer() {
    return answer(false);
  }

  /** Reads one answer. */
  RawAnswer answer(boolean toHead) {
    try {
      String statusLine = line();
      int status = Integer.parseInt(statusLine.split(" ")[1]);
      List<String> headers = new ArrayList<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        headers.add(line);
      }
      RawAnswer head = new RawAnswer(status, headers, "");
      boolean none = toHead || status < 200 || status == 204 || status == 304;
      return none ? head : new RawAnswer(status, headers, body(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String body(RawAnswer head) throws IOException {
    if (head.header("transfer-encoding").equals("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      int size = Integer.parseInt(line(), 16);
      while (size > 0) {
        all.write(bytes(size));
        line();
        size = Integer.parseInt(line(), 16);
      }
      for (String line = line(); !line.isEmpty(); line = line()) {
        head.headers().add("trailer-" + line);
      }
      return all.toString(ISO_8859_1);
    }
    if (head.has("content-length")) {
      return new String(bytes(Integer.parseInt(head.header("content-length"))), ISO_8859_1);
    }
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("Closed after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    if (next < 0) {
      throw new EOFException("Closed after: " + line.toString(ISO_8859_1));
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** How the connection goes on: "end", "reset", "silence", or the first byte as text. */
  String next() {
    try {
      int read = in.read();
      return read < 0 ? "end" : String.valueOf((char) read);
    } catch (SocketTimeoutException e) {
      return "silence";
    } catch (IOException e) {
      return "reset";
    }
  }

  /** Reads to the end, and tells how it ended. */
  String drain() {
    String next = next();
    while (next.length() == 1) {
      next = next();
    }
    return next;
  }

  int read(byte[] target) throws IOException {
    return in.read(target);
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
