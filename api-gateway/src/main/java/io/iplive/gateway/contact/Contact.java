package io.iplive.gateway.contact;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone to tell about outages.
 *
 * @param version of its stream in the journal
 * @param live false: deleted
 * @param name the owner's name for it; null: none
 * @param address URL, phone number, mail address or chat id, by channel
 * @param secrets signing secrets, newest first, two while rotated
 * @param preset told about monitors that name no contacts
 * @param delay outages shorter than this are not told; whole minutes
 * @param reminders interval of reminders while down, whole minutes; zero: none
 * @param language en, ru or zh
 * @param zone IANA zone of times in texts
 */
public record Contact(
    ContactId id,
    long version,
    AccountId account,
    boolean live,
    Channel channel,
    @Nullable String name,
    String address,
    List<Ciphertext> secrets,
    boolean preset,
    Duration delay,
    Duration reminders,
    Repeats repeats,
    Codes codes,
    String language,
    String zone,
    Audience audience) {

  /** How a contact is reached. */
  public enum Channel {
    /** A GET with the md5 key of contracts/monitorus.md. */
    HTTP,
    /** A POST of JSON with a signature. */
    WEBHOOK,
    SMS,
    EMAIL,
    TELEGRAM;

    /** How attempts are repeated unless the contact says otherwise. */
    Repeats preset() {
      return this == HTTP ? Repeats.LEGACY : Repeats.DURABLE;
    }

    /** Whether its calls are signed with a secret of the contact. */
    public boolean signs() {
      return this == HTTP || this == WEBHOOK;
    }
  }

  /** How attempts are repeated (contracts/delivery.md). */
  public enum Repeats {
    LEGACY,
    DURABLE
  }

  /** Which code an HTTP contact is sent for an error. */
  public enum Codes {
    SEED,
    FULL
  }

  /** Whom it tells: the customer's customer, or the provider's own people. */
  public enum Audience {
    CLIENT,
    STAFF
  }
}
