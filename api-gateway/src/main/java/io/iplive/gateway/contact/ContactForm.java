package io.iplive.gateway.contact;

import io.iplive.gateway.account.Plain;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.contact.Contact.Audience;
import io.iplive.gateway.contact.Contact.Channel;
import io.iplive.gateway.contact.Contact.Codes;
import io.iplive.gateway.contact.Contact.Repeats;
import java.time.Duration;

/**
 * What contact_add and contact_edit sent (contracts/monitorus.md), each parameter usable by itself.
 */
public record ContactForm(
    Sent<Channel> channel,
    Sent<String> address,
    Sent<String> name,
    Sent<Plain> secret,
    Sent<String> language,
    Sent<String> zone,
    Sent<Audience> audience,
    Sent<Duration> delay,
    Sent<Duration> reminders,
    Sent<Repeats> repeats,
    Sent<Codes> codes,
    Sent<Boolean> preset) {

  /** A form that says nothing but whom it is for. */
  public static ContactForm ofPreset(boolean preset) {
    return new ContactForm(
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Absent<>(),
        new Sent.Value<>(preset));
  }
}
