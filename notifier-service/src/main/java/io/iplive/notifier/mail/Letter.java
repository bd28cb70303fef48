package io.iplive.notifier.mail;

import io.iplive.notifier.sending.Outgoing;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it goes out: text and HTML. Its id follows from the delivery, so that a repeat is
 * recognised, and its domain from the sender: nothing names this program.
 */
final class Letter extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private final String id;

  private Letter(Session session, String id) {
    super(session);
    this.id = id;
  }

  /**
   * A mail.
   *
   * @param from sender of accounts without one
   * @throws AddressException when an address is none
   */
  static Letter of(Session session, Outgoing.Mail mail, String from, Date now)
      throws MessagingException {
    InternetAddress sender = address(mail.from() == null ? from : mail.from());
    Letter letter = new Letter(session, "<" + mail.id().value() + "@" + domain(sender) + ">");
    named(sender, mail.fromName());
    letter.setFrom(sender);
    letter.setRecipient(Message.RecipientType.TO, address(mail.to()));
    if (mail.replyTo() != null) {
      letter.setReplyTo(new InternetAddress[] {address(mail.replyTo())});
    }
    letter.setSubject(line(mail.subject()), UTF_8);
    letter.setSentDate(now);
    letter.setHeader("Auto-Submitted", "auto-generated");
    letter.setContent(content(mail));
    letter.saveChanges();
    return letter;
  }

  private static MimeMultipart content(Outgoing.Mail mail) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }

  private static InternetAddress address(String text) throws AddressException {
    if (BREAKS.matcher(text).find()) {
      throw new AddressException("An address has no control characters");
    }
    InternetAddress address = new InternetAddress(text, true);
    address.validate();
    return address;
  }

  private static void named(InternetAddress sender, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      try {
        sender.setPersonal(line(name), UTF_8);
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException("Every JDK has UTF-8", e);
      }
    }
  }

  /** One line: a header never begins another. */
  private static String line(String text) {
    return BREAKS.matcher(text).replaceAll(" ").strip();
  }

  static String domain(InternetAddress address) {
    String text = address.getAddress();
    return text.substring(text.lastIndexOf('@') + 1);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
