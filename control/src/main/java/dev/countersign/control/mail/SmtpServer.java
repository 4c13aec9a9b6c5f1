package dev.countersign.control.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.control.MailOptions;
import dev.countersign.control.MailOptions.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server of the configuration. */
final class SmtpServer {

  private static final int LONGEST_REASON = 300;

  private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
  private final InternetAddress from;

  SmtpServer(MailOptions options) {
    this.from = options.sender();
    sender.setHost(options.host());
    sender.setPort(options.port());
    sender.setDefaultEncoding(UTF_8.name());
    options
        .login()
        .ifPresent(login -> {
          sender.setUsername(login.user());
          sender.setPassword(login.password());
        });
    sender.setJavaMailProperties(properties(options));
  }

  private static Properties properties(MailOptions options) {
    Tls tls = options.tls();
    String patience = Long.toString(options.patience().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.writetimeout", patience);
    properties.setProperty("mail.smtp.auth", Boolean.toString(options.login().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.IMPLICIT));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == Tls.STARTTLS));
    return properties;
  }

  void send(Mail mail) throws UndeliveredException {
    try {
      sender.send(message(mail));
    } catch (MailException e) {
      throw undelivered(e);
    } catch (MessagingException e) {
      throw new UndeliveredException("The recipient's address is no mail address.", true, e);
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    MimeMessage message = sender.createMimeMessage();
    message.setFrom(from);
    message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), UTF_8.name());
    message.setText(mail.text(), UTF_8.name());
    message.setSentDate(Date.from(mail.createdAt()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("Message-ID", "<%s%s>".formatted(mail.id(), domain()));
    return message;
  }

  private String domain() {
    String address = from.getAddress();
    return address.substring(address.lastIndexOf('@'));
  }

  private static UndeliveredException undelivered(MailException e) {
    if (e instanceof MailAuthenticationException) {
      return new UndeliveredException(
          "The mail server does not take our user name and password.", false, e);
    }
    for (Throwable one = firstOf(e); one != null; one = next(one)) {
      int code = code(one);
      if (code > 0) {
        return new UndeliveredException(
            "The mail server refused it: " + oneLine(one.getMessage()), code >= 500, e);
      }
    }
    return new UndeliveredException(
        "The mail server cannot be reached: " + oneLine(innermost(firstOf(e))), false, e);
  }

  /** Spring keeps apart what befell each message; there is one. */
  private static Throwable firstOf(MailException e) {
    return e instanceof MailSendException sending && !sending.getFailedMessages().isEmpty()
        ? sending.getFailedMessages().values().iterator().next()
        : e;
  }

  /** The SMTP reply that ended it; 0 where there was none. */
  private static int code(Throwable failure) {
    return switch (failure) {
      case SMTPAddressFailedException recipient -> recipient.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException message -> message.getReturnCode();
      default -> 0;
    };
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : failure.getCause();
  }

  private static @Nullable String innermost(Throwable failure) {
    Throwable deepest = failure;
    for (Throwable one = failure; one != null; one = next(one)) {
      deepest = one;
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }

  private static String oneLine(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
  }
}
