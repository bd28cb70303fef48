package io.iplive.gateway.history.action;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.history.Redelivery;
import io.iplive.gateway.task.action.TaskRules;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code redeliver}: sends the notices of a range again. */
public final class Redeliver implements Action {

  private static final Duration PRESET = Duration.ofDays(1);

  private final Redelivery redelivery;
  private final AccountDirectory accounts;

  public Redeliver(Redelivery redelivery, AccountDirectory accounts) {
    this.redelivery = redelivery;
    this.accounts = accounts;
  }

  private record Queued(int queued) implements Answer {}

  @Override
  public String name() {
    return "redeliver";
  }

  @Override
  public Result perform(ActionCall call) {
    Range range = Range.ofDeliveries(call, PRESET);
    ContactId contact = contact(call);
    return call.inputs()
        .answer(() -> {
          OptionalInt queued =
              redelivery.redeliver(call.caller().account(), range.from(), range.to(), contact);
          return queued.isPresent()
              ? new Result.Done(new Queued(queued.getAsInt()))
              : Result.refused(
                  new Fault(
                      "redeliver_unavailable",
                      null,
                      "Nothing could be sent again now; try again in a moment."));
        });
  }

  private @Nullable ContactId contact(ActionCall call) {
    Sent<Long> sent = call.inputs().read("contact", TaskRules.id());
    if (!(sent instanceof Sent.Value<Long>(Long id))) {
      return null;
    }
    ContactId contact = new ContactId(id);
    if (accounts.contacts(call.caller().account(), List.of(contact)).isEmpty()) {
      call.inputs().add(Fault.unknown("contact", "contact", id));
    }
    return contact;
  }
}
