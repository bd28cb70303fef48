package io.iplive.notifier.sending;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.delivery.Answer;

/** All transports: which one sends what. */
public record Transports(
    Transport<Call> web,
    Transport<Call> chat,
    Transport<Outgoing.Mail> mail,
    Transport<Outgoing.Sms> sms) {

  /** Sends by the transport of its kind. */
  public Answer send(Outgoing outgoing) throws InterruptedException {
    return switch (outgoing) {
      case Outgoing.Web(Call call) -> web.send(call);
      case Outgoing.Chat(Call call) -> chat.send(call);
      case Outgoing.Mail letter -> mail.send(letter);
      case Outgoing.Sms message -> sms.send(message);
    };
  }
}
