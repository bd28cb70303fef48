package io.iplive.gateway.history.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.history.Cursor;
import io.iplive.gateway.history.OutageFact.End;
import io.iplive.gateway.history.OutageFact.Reason;
import io.iplive.gateway.history.OutageLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code event_list}: what happened to outages since a cursor, so that a panel can catch up. */
public final class EventList implements Action {

  private static final int MOST = 500;

  private final OutageLog outages;

  public EventList(OutageLog outages) {
    this.outages = outages;
  }

  /**
   * An event.
   *
   * @param status as an HTTP contact is told: 200 only on recovery
   * @param groupId of a record of the iplive API
   */
  private record Entry(
      String event,
      long outageId,
      long serviceId,
      @Nullable String taskId,
      @Nullable Long groupId,
      @Nullable Long recordId,
      int status,
      long date,
      long timeStart,
      long timeStop,
      @Nullable String reason,
      @Nullable Silenced silenced) {}

  private record Found(String after, List<Entry> events) implements Answer {}

  @Override
  public String name() {
    return "event_list";
  }

  @Override
  public Result perform(ActionCall call) {
    Cursor after = call.inputs().read("after", EventList::cursor).or(Cursor.START, Cursor.START);
    return call.inputs()
        .answer(() -> {
          OutageLog.Events found = outages.events(call.caller().account(), after, MOST);
          return new Result.Done(
              new Found(
                  found.next().text(), found.events().stream().map(EventList::entry).toList()));
        });
  }

  private static Reading<Cursor> cursor(String text) {
    return Cursor.parse(text)
        .<Reading<Cursor>>map(Reading.Good::new)
        .orElseGet(() -> new Reading.Bad<>(text, "what event_list answered as after"));
  }

  private static Entry entry(OutageLog.Event event) {
    OutageLog.Outage outage = event.outage();
    End end = event.opened() ? null : outage.end();
    boolean recovered = end != null && end.reason() == Reason.RECOVERED;
    long start = outage.since().getEpochSecond();
    long stop = end == null ? 0 : end.at().getEpochSecond();
    return new Entry(
        event.opened() ? "opened" : "closed",
        outage.id(),
        outage.target().value(),
        outage.ref(),
        outage.groupId(),
        outage.groupId() == null ? null : outage.recordId(),
        recovered ? 200 : TaskLog.code(outage),
        event.opened() ? start : stop,
        start,
        stop,
        TaskLog.reason(end),
        Silenced.of(outage));
  }
}
