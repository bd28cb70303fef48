package io.iplive.gateway.history.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inline;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.history.OutageLog;
import io.iplive.gateway.history.RollupFact;
import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.gateway.history.Statistics;
import io.iplive.gateway.history.Summary;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.action.TaskRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code task_stat}: how the hours of a task that a range touches went. They are whole hours; the
 * answer's range says which.
 */
public final class TaskStat implements Action {

  private static final Duration PRESET = Duration.ofDays(1);

  private final Statistics statistics;
  private final OutageLog outages;
  private final TaskDirectory tasks;

  public TaskStat(Statistics statistics, OutageLog outages, TaskDirectory tasks) {
    this.statistics = statistics;
    this.outages = outages;
    this.tasks = tasks;
  }

  private record Seconds(
      long up, long down, long unknown, long paused, @Nullable Expected expected) {}

  /**
   * How long of {@code down} it was so in maintenances; a task that never was has no such field.
   */
  private record Expected(long maintenance) implements Inline {}

  private record ResponseTime(@Nullable Integer mean, @Nullable Integer p95) {}

  private record Point(
      long time, long up, long down, int checks, @Nullable Integer mean, @Nullable Integer p95) {}

  private record Stat(
      long id,
      long from,
      long to,
      @Nullable BigDecimal uptime,
      Seconds seconds,
      long outages,
      int checks,
      ResponseTime resTime,
      List<Point> points)
      implements Answer {}

  @Override
  public String name() {
    return "task_stat";
  }

  @Override
  public Result perform(ActionCall call) {
    Supplier<Long> id = call.inputs().required("id", TaskRules.id());
    if (call.inputs().good("id")
        && tasks.one(call.caller().account(), new TargetId(id.get())).isEmpty()) {
      call.inputs().add(Fault.unknown("id", "id", id.get()));
    }
    Range range = Range.ofHours(call, PRESET);
    return call.inputs()
        .answer(() -> new Result.Done(stat(new TargetId(id.get()), range, call.at())));
  }

  private Stat stat(TargetId task, Range range, Instant now) {
    Instant from = range.from().truncatedTo(ChronoUnit.HOURS);
    Instant last = range.to().minusNanos(1).truncatedTo(ChronoUnit.HOURS);
    Instant to = last.plus(1, ChronoUnit.HOURS);
    List<RollupFact> hours = statistics.hours(task, from, to);
    Summary all = Summary.of(hours);
    Times times = all.times();
    return new Stat(
        task.value(),
        from.getEpochSecond(),
        to.getEpochSecond(),
        Summary.uptime(times).orElse(null),
        new Seconds(
            seconds(times.up()),
            seconds(times.down()),
            seconds(times.inconclusive() + times.unmonitored()),
            seconds(times.paused()),
            expected(task, from, to.isBefore(now) ? to : now)),
        outages.count(task, from, to),
        all.checks(),
        new ResponseTime(all.mean(), all.p95()),
        hours.stream().map(TaskStat::point).toList());
  }

  private @Nullable Expected expected(TargetId task, Instant from, Instant to) {
    Duration expected = outages.expected(task, from, to);
    return expected.isPositive() ? new Expected(seconds(expected.toMillis())) : null;
  }

  private static Point point(RollupFact hour) {
    Summary summary = Summary.of(List.of(hour));
    return new Point(
        hour.hour().getEpochSecond(),
        seconds(hour.millis().up()),
        seconds(hour.millis().down()),
        hour.checks(),
        summary.mean(),
        summary.p95());
  }

  private static long seconds(long millis) {
    return Math.round(millis / 1_000.0);
  }
}
