package dev.countersign.control.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An SMTP server that says one thing to every recipient, or nothing to anybody. */
final class SmtpScript implements AutoCloseable {

  static final String SILENCE = "";

  private final ServerSocket listener;
  private final String toRecipients;

  private SmtpScript(ServerSocket listener, String toRecipients) {
    this.listener = listener;
    this.toRecipients = toRecipients;
  }

  static SmtpScript start(int port, String toRecipients) throws IOException {
    SmtpScript script =
        new SmtpScript(new ServerSocket(port, 10, InetAddress.getLoopbackAddress()), toRecipients);
    Thread.ofVirtual().start(script::serve);
    return script;
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        talk(client);
      } catch (IOException _) {
        // The client gave up, or the test is over.
      }
    }
  }

  private void talk(Socket client) throws IOException {
    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
    if (!toRecipients.equals(SILENCE)) {
      say(client.getOutputStream(), "220 here");
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer = line.startsWith("RCPT") ? toRecipients : "250 well";
      say(client.getOutputStream(), line.startsWith("QUIT") ? "221 bye" : answer);
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
