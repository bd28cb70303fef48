package io.iplive.notifier.smsc;

import io.iplive.notifier.sending.Outgoing;
import java.time.Duration;
import java.util.List;

/**
 * Every SMS, with what the provider said of it. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done.
 */
public interface SmsBook {

  /**
   * The entry of a delivery: the one it has as long as the provider has neither taken nor refused
   * it, else a new one.
   *
   * @throws IllegalStateException when the installation's range of numbers is used up
   */
  Entry open(Outgoing.Sms message);

  /** Puts down that the message is given to the provider now; before it is. */
  void asking(int smsId);

  /** The provider took it. */
  void taken(int smsId, int parts, long costMicros);

  /** The provider did not take it and may be asked again. */
  void turnedAway(int smsId, int code);

  /** The provider refused it for good. */
  void refused(int smsId, int code);

  /**
   * The provider says where a message is.
   *
   * @return false: no such message was ever given to it
   */
  boolean reported(int smsId, int state, int error);

  /**
   * Messages taken whose state may still change, those longest not asked about first; they count as
   * asked about now.
   */
  List<Unsettled> unsettled(int most, Duration horizon);

  /**
   * A message and its number at the provider.
   *
   * @param asked how often it was given to the provider without an answer
   * @param phone as given to the provider
   * @param text as given to the provider
   * @param taken whether the provider took it, and only the delivery does not know it yet
   */
  record Entry(int smsId, int asked, String phone, String text, boolean taken) {}

  /** A message that the provider has. */
  record Unsettled(int smsId, String phone) {}

  /**
   * Numbers that this installation gives its messages; the login may be shared.
   *
   * @param from from 1
   * @param to inclusive
   */
  record Numbers(int from, int to) {

    public Numbers {
      if (from < 1 || to < from) {
        throw new IllegalArgumentException(
            "the range of SMS numbers is %d to %d; allowed are 1 to 2147483647"
                .formatted(from, to));
      }
    }
  }
}
