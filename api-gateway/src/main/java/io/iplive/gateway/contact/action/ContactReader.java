package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.Plain;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.call.WebRules;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.Contact.Audience;
import io.iplive.gateway.contact.Contact.Channel;
import io.iplive.gateway.contact.Contact.Codes;
import io.iplive.gateway.contact.Contact.Repeats;
import io.iplive.gateway.contact.ContactForm;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of contact_add and contact_edit (contracts/monitorus.md, "Actions"). */
public final class ContactReader {

  private static final int DAY = 1_440;
  private static final int MOST_NAME = 255;
  private static final int MOST_SECRET = 255;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{8,15}");
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([^@\\s]{1,253})");
  private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,19}|@[A-Za-z][A-Za-z0-9_]{3,31}");

  private final Predicate<InetAddress> permitted;

  /**
   * A reader.
   *
   * @param permitted which addresses the installation lets deliveries connect to
   */
  public ContactReader(Predicate<InetAddress> permitted) {
    this.permitted = permitted;
  }

  /**
   * The form of a call; whatever is wrong with it is in the inputs.
   *
   * @param before null: a new contact
   */
  public ContactForm read(Inputs inputs, @Nullable Contact before) {
    Sent<Channel> channel = inputs.read("type", Rules.oneOf(Channel.values()));
    Channel known = channel.orNone(before == null ? null : before.channel());
    Sent<String> address = inputs.read("address", known == null ? Rules.text() : address(known));
    if (before != null && known != null && address instanceof Sent.Absent<String>) {
      fit(inputs, known, before);
    }
    Sent<Duration> reminders = inputs.read("repeat", minutes());
    Duration repeat =
        reminders.or(before == null ? Duration.ZERO : before.reminders(), Duration.ZERO);
    if (known == Channel.HTTP && repeat.isPositive()) {
      inputs.add(
          new Fault(
              "repeat_not_allowed",
              "repeat",
              "repeat is %d; an http contact would take a reminder for a second error."
                  .formatted(repeat.toMinutes())));
    }
    Sent<Plain> secret = inputs.read("secret", WebRules.headerValue(MOST_SECRET)).map(Plain::new);
    if ((known == Channel.SMS || known == Channel.EMAIL) && secret instanceof Sent.Value<Plain>) {
      inputs.add(
          new Fault(
              "secret_not_allowed",
              "secret",
              "secret is sent; nothing of an %s contact is signed."
                  .formatted(known.name().toLowerCase(Locale.ROOT))));
    }
    return new ContactForm(
        channel,
        address,
        inputs.read("name", name()),
        secret,
        inputs.read("lang", Rules.oneOf("en", "ru", "zh")),
        inputs.read("tz", Rules.zone()),
        inputs.read("audience", Rules.oneOf(Audience.values())),
        inputs.read("delay", minutes()),
        reminders,
        inputs.read("policy", Rules.oneOf(Repeats.values())),
        inputs.read("codes", Rules.oneOf(Codes.values())),
        inputs.flag("default"));
  }

  /** An address that stays has to be one of the channel that the contact gets. */
  private void fit(Inputs inputs, Channel channel, Contact before) {
    boolean other = channel != before.channel() && inputs.good("address");
    if (other
        && address(channel).read(before.address())
            instanceof Rule.Reading.Bad<String>(var part, var allowed)) {
      inputs.refuse("address", part, allowed);
    }
  }

  /** What an address of a channel looks like. */
  public Rule<String> address(Channel channel) {
    return switch (channel) {
      case HTTP, WEBHOOK -> WebRules.receiver(permitted);
      case SMS -> matching(PHONE, "a phone number as +79001234567, 8 to 15 digits");
      case EMAIL -> ContactReader::mail;
      case TELEGRAM -> matching(CHAT, "a chat id, or a channel's @name");
    };
  }

  private static Rule.Reading<String> mail(String text) {
    var parts = MAIL.matcher(text);
    boolean fits =
        parts.matches()
            && !text.startsWith(".")
            && !text.contains("..")
            && !text.contains(".@")
            && WebRules.hostName().read(parts.group(1)) instanceof Rule.Reading.Good<String>;
    return fits
        ? new Rule.Reading.Good<>(text)
        : new Rule.Reading.Bad<>(text, "a mail address as name@example.org");
  }

  private static Rule<String> matching(Pattern pattern, String allowed) {
    return text ->
        pattern.matcher(text).matches()
            ? new Rule.Reading.Good<>(text)
            : new Rule.Reading.Bad<>(text, allowed);
  }

  private static Rule<Duration> minutes() {
    return Rules.integer(0, DAY, " minutes").as(Duration::ofMinutes);
  }

  private static Rule<String> name() {
    return text ->
        text.codePointCount(0, text.length()) <= MOST_NAME && !CONTROL.matcher(text).find()
            ? new Rule.Reading.Good<>(text)
            : new Rule.Reading.Bad<>(
                text, "up to %d characters, none of them a control character".formatted(MOST_NAME));
  }
}
