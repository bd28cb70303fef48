package io.iplive.gateway.history.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.history.Evidence;
import io.iplive.gateway.history.OutageFact.End;
import io.iplive.gateway.history.OutageLog;
import io.iplive.gateway.history.OutageLog.Detail;
import io.iplive.gateway.history.OutageLog.Outage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code outage_info}: one outage, why it is one, and what its first failing probe saw. */
public final class OutageDetail implements Action {

  private final OutageLog outages;

  public OutageDetail(OutageLog outages) {
    this.outages = outages;
  }

  private record Failure(int code, @Nullable String text) {}

  private record Seen(
      long nodeId,
      @Nullable String remoteAddress,
      @Nullable String head,
      @Nullable String body,
      List<String> certificates,
      List<String> redirects,
      List<String> addresses) {}

  private record Entry(
      long outageId,
      long serviceId,
      @Nullable String taskId,
      @Nullable Long groupId,
      @Nullable Long recordId,
      int code,
      long timeStart,
      long timeStop,
      @Nullable String reason,
      @Nullable Silenced silenced,
      @Nullable Failure failure,
      @Nullable Seen evidence) {}

  private record One(Entry outage) implements Answer {}

  @Override
  public String name() {
    return "outage_info";
  }

  @Override
  public Result perform(ActionCall call) {
    Supplier<Long> id = call.inputs().required("outage_id", Rules.id());
    return call.inputs()
        .answer(() ->
            outages
                .one(call.caller().account(), id.get())
                .<Result>map(detail -> new Result.Done(new One(entry(detail))))
                .orElseGet(() -> Result.refused(Fault.unknown("outage", "outage_id", id.get()))));
  }

  private static Entry entry(Detail detail) {
    Outage outage = detail.outage();
    End end = outage.end();
    Integer failure = detail.failureCode();
    return new Entry(
        outage.id(),
        outage.target().value(),
        outage.ref(),
        outage.groupId(),
        outage.groupId() == null ? null : outage.recordId(),
        TaskLog.code(outage),
        outage.since().getEpochSecond(),
        end == null ? 0 : end.at().getEpochSecond(),
        TaskLog.reason(end),
        Silenced.of(outage),
        failure == null ? null : new Failure(failure, detail.failureText()),
        seen(detail.evidence()));
  }

  private static @Nullable Seen seen(@Nullable Evidence evidence) {
    return evidence == null
        ? null
        : new Seen(
            evidence.nodeId(),
            evidence.remoteAddress(),
            evidence.head(),
            evidence.body(),
            evidence.certificates(),
            evidence.redirects(),
            evidence.addresses());
  }
}
