package io.iplive.notifier.directory;

import io.iplive.notifier.text.Texts.Reader;
import java.time.Duration;
import java.util.List;

/**
 * Someone who is told about outages.
 *
 * @param active false once deleted
 * @param isDefault told about monitors that name no contacts
 * @param fullCodes whether errors are told by the published list; else by the seed's rule
 * @param reader language, zone and audience of its texts
 */
public record Contact(
    long contactId,
    long accountId,
    Version version,
    Channel channel,
    boolean active,
    String address,
    List<SealedSecret> secrets,
    boolean isDefault,
    Repeats repeats,
    boolean fullCodes,
    Timing timing,
    Reader reader)
    implements Recipient {

  public Contact {
    secrets = List.copyOf(secrets);
  }

  @Override
  public String host() {
    return switch (channel) {
      case HTTP, WEBHOOK -> Recipient.host(address);
      case SMS -> SMS_HOST;
      case EMAIL -> MAIL_HOST;
      case TELEGRAM -> CHAT_HOST + address;
      case OTHER -> "";
    };
  }

  /** How a contact is reached. */
  public enum Channel {
    HTTP,
    WEBHOOK,
    SMS,
    EMAIL,
    TELEGRAM,
    /** A channel that this program does not serve. */
    OTHER;

    /** Whether people read it. */
    public boolean isRead() {
      return this == SMS || this == EMAIL || this == TELEGRAM;
    }
  }

  /**
   * When it is told.
   *
   * @param delay an outage that ends within it is not told
   * @param repeat between reminders while an outage goes on; zero: none
   */
  public record Timing(Duration delay, Duration repeat) {

    /** At once, and once. */
    public static final Timing AT_ONCE = new Timing(Duration.ZERO, Duration.ZERO);
  }
}
