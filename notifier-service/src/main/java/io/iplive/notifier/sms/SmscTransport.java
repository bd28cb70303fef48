package io.iplive.notifier.sms;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Accepted;
import io.iplive.notifier.delivery.Answer.Deferred;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.notifier.delivery.Answer.Held;
import io.iplive.notifier.delivery.Answer.Refused;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.sending.Outgoing;
import io.iplive.notifier.sending.Transport;
import io.iplive.notifier.sms.SmscClient.Giving;
import io.iplive.notifier.smsc.Asked;
import io.iplive.notifier.smsc.Known;
import io.iplive.notifier.smsc.Reaction;
import io.iplive.notifier.smsc.Said;
import io.iplive.notifier.smsc.SmsBook;
import io.iplive.notifier.smsc.SmsBook.Entry;
import io.iplive.notifier.smsc.SmsDuty;
import io.iplive.notifier.text.SmsParts;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Sends SMS. What is given to the provider is in the book before; an attempt without an answer is
 * asked about before the message is given again.
 */
public final class SmscTransport implements Transport<Outgoing.Sms> {

  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{8,15}");
  private static final int BAD_PHONE = 7;

  private final SmscClient client;
  private final SmscAccess access;
  private final SmsBook book;
  private final SmsDuty duty;
  private final SmscCircuit circuit;
  private final Directory directory;
  private final SmsAlerts alerts;
  private final Duration afterSilence;

  /**
   * A transport.
   *
   * @param afterSilence how long after an attempt without an answer the provider is asked about it
   */
  public SmscTransport(
      SmscClient client,
      SmscAccess access,
      SmsBook book,
      SmsDuty duty,
      SmscCircuit circuit,
      Directory directory,
      SmsAlerts alerts,
      Duration afterSilence) {
    this.client = client;
    this.access = access;
    this.book = book;
    this.duty = duty;
    this.circuit = circuit;
    this.directory = directory;
    this.alerts = alerts;
    this.afterSilence = afterSilence;
  }

  @Override
  public Answer send(Outgoing.Sms message) throws InterruptedException {
    if (!access.isSetUp()) {
      return new Failed(Failure.CHANNEL, "SMS are not set up here");
    }
    if (!PHONE.matcher(message.phone()).matches()) {
      return new Refused(BAD_PHONE, "The phone is not + and 8 to 15 digits");
    }
    Entry entry;
    try {
      entry = book.open(message);
    } catch (IllegalStateException e) {
      alerts.raise("numbers", String.valueOf(e.getMessage()));
      return new Failed(Failure.CHANNEL, String.valueOf(e.getMessage()));
    }
    if (entry.taken()) {
      return new Accepted(200, "taken before");
    }
    return entry.asked() == 0 ? give(entry, message) : askFirst(entry, message, afterSilence);
  }

  /** Gives the message again only when the provider says that it never had it. */
  private Answer askFirst(Entry entry, Outgoing.Sms message, Duration pause)
      throws InterruptedException {
    return switch (known(entry)) {
      case Asked.Told(Known.Here(int state, int error)) -> taken(entry, state, error);
      case Asked.Told(Known.Missing _) -> give(entry, message);
      case Asked.Refused(Said.Refused why) -> unsaid(why, pause);
      case Asked.Nothing(String why) -> new Deferred(0, why, pause);
    };
  }

  /** The message may be at the phone: it stays as it is until the provider says. */
  private Answer unsaid(Said.Refused why, Duration pause) {
    return circuit.refused(why)
        ? new Held(why.code(), why.text(), Duration.ZERO)
        : new Deferred(why.code(), why.text(), pause);
  }

  /**
   * By the host that was given it, or, where that does not answer, by another: they know the same.
   */
  private Asked<Known> known(Entry entry) throws InterruptedException {
    int given = Math.max(0, entry.asked() - 1);
    Asked<Known> known = client.status(entry.smsId(), entry.phone(), given);
    for (int turn = given + 1; turn < given + SmscAccess.HOSTS; turn++) {
      if (known instanceof Asked.Nothing && !access.host(turn).equals(access.host(given))) {
        known = client.status(entry.smsId(), entry.phone(), turn);
      }
    }
    return known;
  }

  private Answer taken(Entry entry, int state, int error) {
    book.taken(entry.smsId(), SmsParts.of(entry.text()), 0);
    book.reported(entry.smsId(), state, error);
    return new Accepted(200, "found at the provider");
  }

  private Answer give(Entry entry, Outgoing.Sms message) throws InterruptedException {
    book.asking(entry.smsId());
    Said said =
        client.send(
            new Giving(
                entry.smsId(), entry.phone(), entry.text(), message.sender(), entry.asked()));
    return switch (said) {
      case Said.Taken(int parts, long cost) -> {
        book.taken(entry.smsId(), parts, cost);
        duty.proven(true);
        yield new Accepted(200, "");
      }
      case Said.Nothing(String why) -> new Deferred(0, why, afterSilence);
      case Said.Refused refused -> refused(refused, entry, message);
    };
  }

  private Answer refused(Said.Refused refused, Entry entry, Outgoing.Sms message)
      throws InterruptedException {
    int code = refused.code();
    return switch (Reaction.to(refused, entry.asked() > 0, message.id())) {
      case Reaction.Fail(boolean badPhone, boolean alert) -> {
        book.refused(entry.smsId(), code);
        if (badPhone) {
          directory.markBad(message.contactId(), entry.phone());
        }
        if (alert) {
          alerts.raise("error_" + code, refused.text());
        }
        yield new Refused(code, refused.text());
      }
      case Reaction.Hold hold -> {
        book.turnedAway(entry.smsId(), code);
        circuit.open(hold, refused.text());
        yield new Held(code, refused.text(), Duration.ZERO);
      }
      case Reaction.Again(Duration pause) -> {
        book.turnedAway(entry.smsId(), code);
        yield new Deferred(code, refused.text(), pause);
      }
      case Reaction.AskFirst(Duration pause) ->
          switch (known(entry)) {
            case Asked.Told(Known.Here(int state, int error)) -> taken(entry, state, error);
            case Asked.Told(Known.Missing _) -> new Deferred(code, refused.text(), pause);
            case Asked.Refused(Said.Refused why) -> unsaid(why, pause);
            case Asked.Nothing(String _) -> new Deferred(code, refused.text(), pause);
          };
    };
  }
}
