package io.iplive.notifier.delivery;

import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.SecretOpener;
import io.iplive.notifier.message.Call;
import io.iplive.notifier.message.CallbackCall;
import io.iplive.notifier.message.ContactCall;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.RoundResult;
import java.time.Instant;
import java.util.List;

/** Makes the call of an attempt from a message and the recipient as it is now. */
public final class CallMaking {

  private final SecretOpener secrets;

  public CallMaking(SecretOpener secrets) {
    this.secrets = secrets;
  }

  /** What is to be done for an attempt. */
  public sealed interface Made {

    record Ready(Call call) implements Made {}

    /** Nothing can be sent; counts as a failed attempt. */
    record Unsendable(Answer.Failed why) implements Made {}
  }

  /** The call that brings a message to a recipient, signed at {@code now}. */
  public Made make(Message message, Recipient recipient, DeliveryId id, Instant now) {
    List<String> opened;
    try {
      opened = recipient.secrets().stream().map(secrets::open).toList();
    } catch (IllegalStateException e) {
      return new Made.Unsendable(new Answer.Failed(Answer.Failure.SECRET, text(e)));
    }
    try {
      return new Made.Ready(call(message, recipient, opened, id, now));
    } catch (IllegalArgumentException e) {
      return new Made.Unsendable(new Answer.Failed(Answer.Failure.ADDRESS, text(e)));
    }
  }

  private static Call call(
      Message message, Recipient recipient, List<String> opened, DeliveryId id, Instant now) {
    String address = recipient.address();
    if (address == null) {
      throw new IllegalArgumentException("The app has no callback address");
    }
    return switch (recipient) {
      case Contact contact -> contactCall(message, contact, opened, id, now);
      case App app ->
          switch (message) {
            case RoundResult round -> CallbackCall.of(address, app.name(), opened, round, id, now);
            case Message.OutageOpened _, Message.OutageClosed _ ->
                throw new IllegalArgumentException("Apps are not told of outages");
          };
    };
  }

  private static Call contactCall(
      Message message, Contact contact, List<String> opened, DeliveryId id, Instant now) {
    return switch (message) {
      case Message.OutageOpened outage ->
          ContactCall.opened(contact.address(), opened, contact.fullCodes(), outage, id, now);
      case Message.OutageClosed outage ->
          ContactCall.closed(contact.address(), opened, outage, id, now);
      case RoundResult _ -> throw new IllegalArgumentException("Contacts are not told of rounds");
    };
  }

  private static String text(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
