package dev.countersign.control.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.control.MailOptions;
import dev.countersign.control.MailOptions.Tls;
import dev.countersign.control.jobs.Jobs;
import dev.countersign.control.sealing.SealedKeyException;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import dev.countersign.testkit.time.SettableClock;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** Over a real SMTP server in this process. */
class MailTest {

  private static final String COMPANY = "a-company";

  @TempDir static Path folder;

  private static final int PORT = freePort();
  private static final SettableClock CLOCK = SettableClock.at("2026-03-01T12:00:00Z");
  private static final TestDatabase DATABASE = TestPostgres.shared().database();
  private static RunningControl control;

  private GreenMail smtp;

  @BeforeEach
  void start() {
    if (control == null) {
      control = RunningControl.start(DATABASE, folder, CLOCK, options(Duration.ofSeconds(1)));
    }
    control.update("DELETE FROM mail.mails");
    smtp = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
  }

  @AfterEach
  void stop() {
    smtp.stop();
  }

  private static MailOptions options(Duration patience) {
    return new MailOptions(
        "127.0.0.1", PORT, Tls.NONE, Optional.empty(), "countersign@example.com", patience);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void inTransaction(Runnable work) {
    control.context().getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
  }

  private Mailbox mailbox() {
    return control.context().getBean(Mailbox.class);
  }

  private void send(String to) {
    inTransaction(
        () -> mailbox().send(COMPANY, to, "Zertifikat läuft ab", "Dear Ada,\n\ndo it.\n"));
  }

  private String state() {
    return String.join(" ", control.column("SELECT state FROM mail.mails"));
  }

  private void awaitState(String state) {
    await().atMost(Duration.ofSeconds(30)).until(this::state, state::equals);
  }

  private void awaitAttempts(int attempts) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> control.column("SELECT attempts FROM mail.mails").equals(List.of("" + attempts)));
  }

  private String error() {
    return control.column("SELECT last_error FROM mail.mails").getFirst();
  }

  @Test
  @DisplayName("A2 a mail that is sent again by hand is noted with who did it, and arrives")
  void again() {
    ApiClient company = control.company("members:read");
    control.update(
        """
        INSERT INTO mail.mails (company_id, id, recipient, subject, text, state, created_at)
        VALUES (?, 'given-up', 'ada@example.com', 'Hello', 'Do it.', 'given_up', now())
        """,
        control.companyOf(company));
    PageClient person = control.member(company, "members:create");
    person.post("/mails/given-up", "/mails/given-up/send");
    awaitState("sent");
    assertThat(
            control.column(
                """
                SELECT concat_ws(' ', actor_kind, actor_name, address, thing_id, after ->> 'to')
                FROM audit.events WHERE action = 'mail.sent-again'\
                """))
        .containsExactly("person Ada 127.0.0.1 given-up ada@example.com");
  }

  @Test
  @DisplayName("A mail arrives as it was written")
  void arrives() throws Exception {
    send("ada@example.com");
    awaitState("sent");
    MimeMessage received = smtp.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Zertifikat läuft ab");
    assertThat(received.getContent().toString().replace("\r", "")).isEqualTo("Dear Ada,\n\ndo it.");
    assertThat(received.getFrom()[0]).hasToString("countersign@example.com");
    assertThat(received.getAllRecipients()[0]).hasToString("ada@example.com");
    assertThat(received.getHeader("Message-ID")[0]).endsWith("@example.com>");
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  @DisplayName("A mail of a transaction that fails is neither stored nor sent")
  void rolledBack() {
    control
        .context()
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          mailbox().send(COMPANY, "ada@example.com", "No", "No");
          status.setRollbackOnly();
        });
    send("grace@example.com");
    awaitState("sent");
    assertThat(smtp.getReceivedMessages()).hasSize(1);
  }

  @Test
  @DisplayName("A mail server that is away is tried again, and again, and the mail given up")
  void away() {
    smtp.stop();
    send("ada@example.com");
    for (int attempt = 1; attempt <= MailDelivery.PAUSES.size(); attempt++) {
      awaitAttempts(attempt);
      assertThat(state()).isEqualTo("queued");
      assertThat(error()).startsWith("The mail server cannot be reached: ");
      turn(MailDelivery.PAUSES.get(attempt - 1));
    }
    awaitState("given_up");
    assertThat(
            control.column("SELECT 1 FROM jobs.scheduled_tasks WHERE task_name = 'mail.delivery'"))
        .isEmpty();
  }

  @Test
  @DisplayName("A mail arrives once the mail server is back")
  void back() {
    smtp.stop();
    send("ada@example.com");
    awaitAttempts(1);
    smtp = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    turn(MailDelivery.PAUSES.getFirst());
    awaitState("sent");
    assertThat(smtp.getReceivedMessages()).hasSize(1);
  }

  private void turn(Duration duration) {
    CLOCK.advance(duration);
    control.context().getBean(Jobs.class).look();
  }

  @Test
  @DisplayName("A recipient whom the mail server refuses is given up at once, with what it said")
  void refused() throws IOException {
    smtp.stop();
    try (SmtpScript server = SmtpScript.start(PORT, "550 5.1.1 No such user here")) {
      send("nobody@example.com");
      awaitState("given_up");
    }
    assertThat(error()).isEqualTo("The mail server refused it: 550 5.1.1 No such user here");
  }

  @Test
  @DisplayName("A recipient whom the mail server defers is tried again")
  void deferred() throws IOException {
    smtp.stop();
    try (SmtpScript server = SmtpScript.start(PORT, "450 4.2.0 Greylisted")) {
      send("ada@example.com");
      awaitAttempts(1);
    }
    assertThat(state()).isEqualTo("queued");
    assertThat(error()).contains("450 4.2.0 Greylisted");
  }

  @Test
  @DisplayName("A mail server that does not answer in time is tried again")
  void slow() throws IOException {
    smtp.stop();
    try (SmtpScript server = SmtpScript.start(PORT, SmtpScript.SILENCE)) {
      send("ada@example.com");
      awaitAttempts(1);
    }
    assertThat(state()).isEqualTo("queued");
    assertThat(error()).startsWith("The mail server cannot be reached: ");
  }

  @Test
  @DisplayName("What is no address is given up at once")
  void noAddress() {
    send("no address at all");
    awaitState("given_up");
    assertThat(error()).isEqualTo("The recipient's address is no mail address.");
  }

  @Test
  @DisplayName("A line break in a subject or an address begins no header")
  void injected() throws Exception {
    inTransaction(
        () -> mailbox().send(COMPANY, "ada@example.com", "Hello\r\nBcc: eve@example.com", "Text"));
    awaitState("sent");
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    assertThat(smtp.getReceivedMessages()[0].getSubject()).isEqualTo("Hello Bcc: eve@example.com");
    assertThat(smtp.getReceivedMessages()[0].getHeader("Bcc")).isNull();
  }

  @Test
  @DisplayName("A secret link arrives, and is forgotten once it was sent")
  void link() throws Exception {
    String url = "https://example.com/links/secret-of-the-link";
    Instant until = CLOCK.instant().plus(Duration.ofDays(7));
    inTransaction(() ->
        mailbox()
            .send(
                COMPANY,
                "ada@example.com",
                "Welcome",
                "Open " + url + " within 7 days.",
                SecretLink.ofInvitation("an-invitation", url, until)));
    awaitState("sent");
    assertThat(smtp.getReceivedMessages()[0].getContent().toString())
        .contains("Open " + url + " within 7 days.");
    assertThat(control.column("SELECT m::text FROM mail.mails m").getFirst())
        .doesNotContain("secret-of-the-link");
    assertThat(sealedLink()).isNull();
  }

  /** Its bytes, each as one character. */
  private String sealedLink() {
    return control.column("SELECT encode(sealed_link, 'escape') FROM mail.mails").getFirst();
  }

  private void sendLink(Duration life) {
    String url = "https://example.com/links/secret-of-the-link";
    inTransaction(() ->
        mailbox()
            .send(
                COMPANY,
                "ada@example.com",
                "Welcome",
                "Open " + url + " soon.",
                SecretLink.forTheRecipient(url, CLOCK.instant().plus(life))));
  }

  @Test
  @DisplayName("A secret link that waits lies in the database sealed, and arrives opened")
  void sealed() throws Exception {
    smtp.stop();
    sendLink(Duration.ofHours(2));
    awaitAttempts(1);
    assertThat(sealedLink()).isNotEmpty().doesNotContain("secret-of-the-link", "example.com");
    assertThat(control.column("SELECT m::text FROM mail.mails m").getFirst())
        .doesNotContain("secret-of-the-link");
    smtp = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    turn(MailDelivery.PAUSES.getFirst());
    awaitState("sent");
    assertThat(smtp.getReceivedMessages()[0].getContent().toString())
        .contains("Open https://example.com/links/secret-of-the-link soon.");
  }

  @Test
  @DisplayName("A sealed link opens for its own mail alone")
  void ofAnotherMail() {
    LinkSeal seal = control.context().getBean(LinkSeal.class);
    byte[] sealed = seal.seal("one", "https://example.com/links/secret-of-the-link");
    assertThat(seal.open("one", sealed)).endsWith("/secret-of-the-link");
    assertThatThrownBy(() -> seal.open("other", sealed))
        .isInstanceOf(SealedKeyException.class)
        .hasMessageContaining("link of the mail other")
        .hasMessageNotContaining("secret-of-the-link");
  }

  @Test
  @DisplayName("A mail whose link is over before it could be sent is given up, and not sent")
  void overBeforeSent() {
    smtp.stop();
    sendLink(Duration.ofSeconds(30));
    awaitAttempts(1);
    smtp = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    turn(MailDelivery.PAUSES.getFirst());
    awaitState("given_up");
    assertThat(error()).isEqualTo("Its link was over before a mail server took it.");
    assertThat(smtp.getReceivedMessages()).isEmpty();
  }
}
