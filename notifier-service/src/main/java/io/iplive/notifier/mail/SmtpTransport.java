package io.iplive.notifier.mail;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Accepted;
import io.iplive.notifier.delivery.Answer.Deferred;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.notifier.delivery.Answer.Refused;
import io.iplive.notifier.sending.Outgoing;
import io.iplive.notifier.sending.Transport;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mails by a relay, a connection each. The sender is the envelope's too, so that bounces go
 * where replies would. A reply 4xx asks to come again, 5xx is final; a login that is refused is the
 * installation's fault and no mail's.
 */
public final class SmtpTransport implements Transport<Outgoing.Mail>, AutoCloseable {

  private static final int FINAL = 500;

  private final SmtpRelay relay;
  private final Clock clock;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mail-", 0).factory());

  public SmtpTransport(SmtpRelay relay, Clock clock) {
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public Answer send(Outgoing.Mail mail) throws InterruptedException {
    if (!relay.isSetUp()) {
      return new Failed(Failure.CHANNEL, "Mail is not set up here");
    }
    Future<Answer> answer = threads.submit(() -> converse(mail));
    try {
      return answer.get(relay.deadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return new Failed(Failure.TIMEOUT, "The relay took too long");
    } catch (ExecutionException e) {
      return new Failed(Failure.PROTOCOL, String.valueOf(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private Answer converse(Outgoing.Mail mail) {
    Letter letter;
    Session session;
    try {
      InternetAddress sender =
          new InternetAddress(mail.from() == null ? relay.from() : mail.from());
      session = session(sender);
      letter = Letter.of(session, mail, relay.from(), Date.from(clock.instant()));
    } catch (AddressException e) {
      return new Refused(0, "Not a mail address: " + e.getMessage());
    } catch (MessagingException e) {
      return new Failed(Failure.PROTOCOL, String.valueOf(e.getMessage()));
    }
    try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
      transport.connect(
          relay.host(),
          relay.port(),
          relay.user().isEmpty() ? null : relay.user(),
          relay.user().isEmpty() ? null : relay.password());
      Address[] to = letter.getAllRecipients();
      transport.sendMessage(letter, to);
      return new Accepted(transport.getLastReturnCode(), transport.getLastServerResponse().strip());
    } catch (MessagingException e) {
      return answer(e);
    }
  }

  private Session session(InternetAddress sender) {
    String protocol = relay.security() == SmtpRelay.Security.TLS ? "smtps" : "smtp";
    String prefix = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", protocol);
    properties.put(
        prefix + "localhost", relay.ehlo().isEmpty() ? Letter.domain(sender) : relay.ehlo());
    properties.put(prefix + "from", sender.getAddress());
    properties.put(prefix + "auth", Boolean.toString(!relay.user().isEmpty()));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "allow8bitmime", "true");
    properties.put(prefix + "reportsuccess", "false");
    properties.put(prefix + "quitwait", "false"); // A mail that was taken is taken without it.
    String timeout = Long.toString(relay.timeout().toMillis());
    properties.put(prefix + "connectiontimeout", timeout);
    properties.put(prefix + "timeout", timeout);
    properties.put(prefix + "writetimeout", timeout);
    if (relay.security() == SmtpRelay.Security.STARTTLS) {
      properties.put(prefix + "starttls.enable", "true");
      properties.put(prefix + "starttls.required", "true");
    }
    return Session.getInstance(properties);
  }

  private static Answer answer(MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return new Deferred(0, "The relay refuses our login", null);
    }
    return said(e)
        .map(said ->
            said.code() >= FINAL
                ? (Answer) new Refused(said.code(), said.text())
                : new Deferred(said.code(), said.text(), null))
        .orElseGet(() -> new Failed(Failure.CONNECT, String.valueOf(e.getMessage()).strip()));
  }

  /** A reply of the relay. */
  private record Said(int code, String text) {}

  /** The reply that says most: the recipient's or the sender's over the whole message's. */
  private static Optional<Said> said(MessagingException e) {
    Optional<Said> nested =
        e.getNextException() instanceof MessagingException next ? said(next) : Optional.empty();
    return nested.or(() ->
        switch (e) {
          case SMTPAddressFailedException to -> reply(to.getReturnCode(), to);
          case SMTPSenderFailedException from -> reply(from.getReturnCode(), from);
          case SMTPSendFailedException send -> reply(send.getReturnCode(), send);
          default -> Optional.empty();
        });
  }

  private static Optional<Said> reply(int code, MessagingException e) {
    return code < 0
        ? Optional.empty()
        : Optional.of(new Said(code, String.valueOf(e.getMessage()).strip()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
