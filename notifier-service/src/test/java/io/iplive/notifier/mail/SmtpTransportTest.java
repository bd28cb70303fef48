package io.iplive.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Accepted;
import io.iplive.notifier.delivery.Answer.Deferred;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.notifier.delivery.Answer.Refused;
import io.iplive.notifier.mail.SmtpRelay.Security;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.sending.Outgoing;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTransportTest {

  private static final DeliveryId ID = DeliveryId.toContact("901:OPENED", 134);
  private final Mailbox mailbox = new Mailbox();

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void arrivesAsTextAndHtmlUnderTheAccountsNames() throws Exception {
    assertThat(
            send(
                new Outgoing.Mail(
                    ID,
                    "client@example.com",
                    "noc@host.example",
                    "Хостинг",
                    "help@host.example",
                    "Недоступен: сайт",
                    "текст\nстрока",
                    "<p>текст</p>")))
        .isInstanceOf(Accepted.class);

    Mailbox.Received received = mailbox.only();
    MimeMessage mail = parsed(received);
    assertThat(received.from()).isEqualTo("noc@host.example");
    assertThat(received.to()).isEqualTo("client@example.com");
    assertThat(received.ehlo()).isEqualTo("host.example");
    assertThat(mail.getFrom()[0].toString()).contains("noc@host.example");
    assertThat(mail.getReplyTo()[0]).hasToString("help@host.example");
    assertThat(mail.getSubject()).isEqualTo("Недоступен: сайт");
    assertThat(mail.getMessageID()).isEqualTo("<" + ID.value() + "@host.example>");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString().replace("\r", ""))
        .isEqualTo("текст\nстрока");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>текст</p>");
    assertThat(received.data()).doesNotContainIgnoringCase("iplive").doesNotContain("X-Mailer");
  }

  @Test
  void anAccountWithoutNamesHasTheInstallations() throws Exception {
    assertThat(send(mail("client@example.com", null, "s"))).isInstanceOf(Accepted.class);
    assertThat(mailbox.only().from()).isEqualTo("monitor@installation.example");
    assertThat(parsed(mailbox.only()).getMessageID()).endsWith("@installation.example>");
  }

  @Test
  void aRepeatHasTheSameId() throws Exception {
    send(mail("client@example.com", null, "s"));
    send(mail("client@example.com", null, "s"));
    assertThat(mailbox.all()).hasSize(2);
    assertThat(parsed(mailbox.all().get(0)).getMessageID())
        .isEqualTo(parsed(mailbox.all().get(1)).getMessageID());
  }

  @ParameterizedTest
  @CsvSource({"450, true", "451, true", "550, false", "554, false"})
  void aReplyToTheRecipientSaysWhetherToComeAgain(int code, boolean again) throws Exception {
    mailbox.refusesRecipientsWith(code);
    assertThat(send(mail("client@example.com", null, "s"))).isEqualTo(expected(code, again));
  }

  @ParameterizedTest
  @CsvSource({"451, true", "552, false"})
  void aReplyToTheSenderSaysWhetherToComeAgain(int code, boolean again) throws Exception {
    mailbox.refusesSendersWith(code);
    assertThat(send(mail("client@example.com", null, "s"))).isEqualTo(expected(code, again));
  }

  @ParameterizedTest
  @CsvSource({"452, true", "554, false"})
  void aReplyToTheMessageSaysWhetherToComeAgain(int code, boolean again) throws Exception {
    mailbox.refusesDataWith(code);
    assertThat(send(mail("client@example.com", null, "s"))).isEqualTo(expected(code, again));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@b\r\nBcc: x@y.example",
        "a@b.example\nDATA",
        "a b@c.example",
        "",
        "@c.example"
      })
  void anAddressThatIsNoneIsFinal(String address) throws Exception {
    assertThat(send(mail(address, null, "s"))).isInstanceOf(Refused.class);
    assertThat(send(mail("client@example.com", address, "s"))).isInstanceOf(Refused.class);
    assertThat(mailbox.all()).isEmpty();
  }

  @Test
  void noWordOfASubjectOrNameBecomesAHeader() throws Exception {
    assertThat(
            send(
                new Outgoing.Mail(
                    ID,
                    "client@example.com",
                    "noc@host.example",
                    "Name\r\nX-Evil: 1",
                    null,
                    "Down\r\nBcc: x@y.example\r\n\r\nbody",
                    "t",
                    "h")))
        .isInstanceOf(Accepted.class);
    MimeMessage mail = parsed(mailbox.only());
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getHeader("X-Evil")).isNull();
    assertThat(mail.getSubject()).isEqualTo("Down Bcc: x@y.example body");
  }

  @Test
  void aRelayThatIsNotThereIsAskedAgain() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    assertThat(send(port, mail("client@example.com", null, "s")))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.CONNECT));
  }

  @Test
  void aRelayThatSaysNothingIsLeft() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThat(send(silent.getLocalPort(), mail("client@example.com", null, "s")))
          .isInstanceOf(Failed.class);
    }
  }

  @Test
  void aMailThatWasTakenIsTakenWhateverBecomesOfTheLine() throws Exception {
    try (ServerSocket relay = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> takeAndDrop(relay));
      assertThat(send(relay.getLocalPort(), mail("client@example.com", null, "s")))
          .isInstanceOf(Accepted.class);
    }
  }

  /** A relay that resets the connection at QUIT. */
  private static void takeAndDrop(ServerSocket relay) {
    try (Socket client = relay.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      client.setSoLinger(true, 0);
      reply(client, "220 hello");
      boolean data = false;
      for (String line = in.readLine();
          line != null && !line.startsWith("QUIT");
          line = in.readLine()) {
        data = line.equals("DATA") || (data && !line.equals("."));
        if (!data || line.equals("DATA")) {
          reply(client, data ? "354 go on" : "250 fine");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void reply(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static Answer expected(int code, boolean again) {
    String said = code + " " + Mailbox.REFUSAL;
    return again ? new Deferred(code, said, null) : new Refused(code, said);
  }

  private static Outgoing.Mail mail(String to, @Nullable String from, String subject) {
    return new Outgoing.Mail(ID, to, from, null, null, subject, "text", "<p>html</p>");
  }

  private Answer send(Outgoing.Mail mail) throws InterruptedException {
    return send(mailbox.port(), mail);
  }

  private static Answer send(int port, Outgoing.Mail mail) throws InterruptedException {
    SmtpRelay relay =
        new SmtpRelay(
            "127.0.0.1",
            port,
            "",
            "",
            Security.NONE,
            "monitor@installation.example",
            "",
            Duration.ofMillis(700),
            Duration.ofSeconds(5));
    try (SmtpTransport transport = new SmtpTransport(relay, Clock.systemUTC())) {
      return transport.send(mail);
    }
  }

  private static MimeMessage parsed(Mailbox.Received received) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(received.data().getBytes(StandardCharsets.UTF_8)));
  }
}
