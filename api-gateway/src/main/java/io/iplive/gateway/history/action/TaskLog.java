package io.iplive.gateway.history.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Paging;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.history.OutageFact.End;
import io.iplive.gateway.history.OutageLog;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code task_log}: the outages of tasks that overlap a range, newest first. */
public final class TaskLog implements Action {

  private static final Duration PRESET = Duration.ofDays(30);

  private final OutageLog outages;
  private final OwnTasks tasks;

  public TaskLog(OutageLog outages, TaskDirectory tasks) {
    this.outages = outages;
    this.tasks = new OwnTasks(tasks);
  }

  private record Entry(
      long outageId,
      long serviceId,
      @Nullable String taskId,
      int code,
      long timeStart,
      long timeStop,
      long timeout,
      @Nullable String reason,
      @Nullable Silenced silenced) {}

  private record Log(long from, long to, int page, int perPage, long total, List<Entry> log)
      implements Answer {}

  @Override
  public String name() {
    return "task_log";
  }

  @Override
  public Result perform(ActionCall call) {
    TargetId task = tasks.optional(call);
    Range range = Range.read(call, PRESET);
    Paging paging = Paging.read(call.inputs());
    return call.inputs()
        .answer(() -> {
          OutageLog.Page page =
              outages.overlapping(
                  call.caller().account(),
                  task,
                  range.from(),
                  range.to(),
                  paging.offset(),
                  paging.perPage());
          return new Result.Done(
              new Log(
                  range.from().getEpochSecond(),
                  range.to().getEpochSecond(),
                  paging.page(),
                  paging.perPage(),
                  page.total(),
                  page.outages().stream().map(TaskLog::entry).toList()));
        });
  }

  private static Entry entry(OutageLog.Outage outage) {
    End end = outage.end();
    return new Entry(
        outage.id(),
        outage.target().value(),
        outage.ref(),
        code(outage),
        outage.since().getEpochSecond(),
        end == null ? 0 : end.at().getEpochSecond(),
        end == null ? 0 : end.at().getEpochSecond() - outage.since().getEpochSecond(),
        reason(end),
        Silenced.of(outage));
  }

  /** As an HTTP contact is told: the code received, 0 when there was none or it was 200. */
  static int code(OutageLog.Outage outage) {
    Integer status = outage.statusCode();
    return status == null || status == 200 ? 0 : status;
  }

  static @Nullable String reason(@Nullable End end) {
    return end == null ? null : end.reason().name().toLowerCase(Locale.ROOT);
  }
}
