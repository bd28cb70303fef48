package io.iplive.notifier.call;

import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.BalanceLow;
import io.iplive.notifier.message.Message.BalanceZero;
import io.iplive.notifier.message.Message.OfOutage;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.message.Message.Trial;
import io.iplive.notifier.message.Outage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The call of a webhook contact; its body is described with this package. */
public final class WebhookCall {

  private WebhookCall() {}

  /**
   * Who is told, and of what.
   *
   * @param name the monitor's; null: there is none
   * @param data what is watched; null: there is no monitor
   * @param appName null for a task
   */
  public record About(
      long accountId,
      long contactId,
      @Nullable String name,
      @Nullable String data,
      @Nullable String appName) {}

  /**
   * The call that brings a message.
   *
   * @throws IllegalArgumentException when the address cannot be called, or the message is an app's
   */
  public static Call of(Caller caller, About about, Message message) {
    Json json = begun(caller, about, event(message));
    return switch (message) {
      case OfOutage ofOutage -> outage(caller, json, about, ofOutage);
      case BalanceLow(long at) -> empty(caller, json, at);
      case BalanceZero(long at) -> empty(caller, json, at);
      case Trial(long at) -> empty(caller, json, at);
      case RoundTold _ -> throw new IllegalArgumentException("Contacts are not told of rounds");
    };
  }

  /** A call of nothing, to try the address and the secret with. Throws as {@link #of}. */
  public static Call test(Caller caller, About about) {
    return of(caller, about, new Trial(caller.now().getEpochSecond()));
  }

  private static String event(Message message) {
    return switch (message) {
      case OutageOpened _ -> "outage.opened";
      case OutageReminder _ -> "outage.reminder";
      case OutageClosed _ -> "outage.closed";
      case BalanceLow _ -> "balance.low";
      case BalanceZero _ -> "balance.zero";
      case Trial _ -> "test";
      case RoundTold _ -> "round";
    };
  }

  private static Json begun(Caller caller, About about, String event) {
    return new Json()
        .put("event", event)
        .put("delivery_id", caller.id().value())
        .put("account_id", about.accountId())
        .put("contact_id", about.contactId());
  }

  private static Call outage(Caller caller, Json json, About about, OfOutage message) {
    Outage outage = message.outage();
    Long stop = message instanceof OutageClosed closed ? closed.closedAt() : null;
    json.put("id", outage.targetId())
        .put("monitor_id", outage.monitorId())
        .put("name", about.name())
        .put("data", about.data())
        .put("app_name", about.appName())
        .put("group_id", outage.groupId())
        .put("record_id", outage.groupId() == null ? null : outage.recordId())
        .put("outage_id", outage.outageId())
        .put("status", outage.statusCode())
        .put("code", outage.failureCode())
        .put("text", outage.failureText())
        .put("time_start", outage.since())
        .put("time_stop", stop)
        .put("duration", stop == null ? null : Long.valueOf(stop - outage.since()))
        .put(
            "reason",
            message instanceof OutageClosed closed
                ? closed.ending().name().toLowerCase(Locale.ROOT)
                : null)
        .put("reminder", message instanceof OutageReminder reminder ? reminder.ordinal() : null);
    return signed(caller, json);
  }

  private static Call empty(Caller caller, Json json, long at) {
    Number none = null;
    String nothing = null;
    json.put("id", none)
        .put("monitor_id", none)
        .put("name", nothing)
        .put("data", nothing)
        .put("app_name", nothing)
        .put("group_id", none)
        .put("record_id", none)
        .put("outage_id", none)
        .put("status", none)
        .put("code", none)
        .put("text", nothing)
        .put("time_start", at)
        .put("time_stop", none)
        .put("duration", none)
        .put("reason", nothing)
        .put("reminder", none);
    return signed(caller, json);
  }

  private static Call signed(Caller caller, Json json) {
    String body = json.end();
    return Call.post(
        Addresses.usable(caller.address()), Call.Type.JSON, body, Signing.headers(caller, body));
  }
}
