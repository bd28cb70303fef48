package io.iplive.notifier.sms;

import io.iplive.notifier.delivery.Holds;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.smsc.Reaction;
import io.iplive.notifier.smsc.Said;
import io.iplive.notifier.smsc.SmsDuty;
import java.util.Optional;

/** Stops the channel before the provider does, whatever it was that it refused. */
public final class SmscCircuit {

  private final Holds holds;
  private final SmsDuty duty;
  private final SmsAlerts alerts;

  public SmscCircuit(Holds holds, SmsDuty duty, SmsAlerts alerts) {
    this.holds = holds;
    this.duty = duty;
    this.alerts = alerts;
  }

  /** Stops it. */
  void open(Reaction.Hold hold, String text) {
    holds.hold(Recipient.SMS_HOST, hold.reason(), text, hold.length());
    duty.proven(false);
    if (hold.alert()) {
      alerts.raise(hold.reason(), text);
    }
  }

  /** Stops it if a question was refused as all others will be; whether it was. */
  boolean refused(Said.Refused refused) {
    Optional<Reaction.Hold> hold = Reaction.toQuestion(refused);
    hold.ifPresent(until -> {
      if (waitsForMoney()) { // That wait is longer, and would go on asking.
        holds.release(Recipient.SMS_HOST);
      }
      open(until, refused.text());
    });
    return hold.isPresent();
  }

  private boolean waitsForMoney() {
    return holds
        .of(Recipient.SMS_HOST)
        .filter(held -> held.reason().equals(Reaction.NO_MONEY))
        .isPresent();
  }
}
