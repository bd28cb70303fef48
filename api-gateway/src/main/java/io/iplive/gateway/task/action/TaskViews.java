package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.action.Caller;
import io.iplive.gateway.action.Inline;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.TargetState;
import io.iplive.gateway.state.TargetStates;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Minutes;
import io.iplive.gateway.task.Rhythm;
import io.iplive.gateway.task.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tasks as lists show them: TASK of contracts/monitorus.md, "Exact answers". */
public final class TaskViews {

  private final AccountDirectory accounts;
  private final TargetStates states;
  private final Function<Collection<TargetId>, Map<TargetId, BigDecimal>> uptimes;

  /**
   * Views.
   *
   * @param uptimes of the last 24 hours, percent; absent: not known
   */
  public TaskViews(
      AccountDirectory accounts,
      TargetStates states,
      Function<Collection<TargetId>, Map<TargetId, BigDecimal>> uptimes) {
    this.accounts = accounts;
    this.states = states;
    this.uptimes = uptimes;
  }

  /** A task. */
  record View(
      long id,
      @Nullable String ref,
      int task,
      String data,
      String name,
      @Nullable Long folder,
      BigDecimal period,
      BigDecimal periodError,
      int numError,
      int sendIfOk,
      List<Long> contacts,
      int redirect,
      int enabled,
      @Nullable String reason,
      String state,
      @Nullable Integer status,
      @Nullable Long since,
      @Nullable Long lastCheck,
      @Nullable Integer resTime,
      @Nullable BigDecimal uptime_24h,
      long created,
      long changed,
      @Nullable Speed speed)
      implements Inline {}

  /** What only a task that is to answer in time has. */
  record Speed(int degraded) implements Inline {}

  /** The views of tasks of the caller, in their order. */
  List<View> of(Caller caller, List<Task> tasks) {
    List<TargetId> ids = tasks.stream().map(Task::id).toList();
    Map<TargetId, TargetState> known = states.of(ids);
    Map<TargetId, BigDecimal> upFor = uptimes.apply(ids);
    List<ContactId> presets = accounts.presets(caller.account());
    return tasks.stream()
        .map(task ->
            view(
                caller,
                task,
                known.getOrDefault(task.id(), TargetState.UNKNOWN),
                upFor.get(task.id()),
                presets))
        .toList();
  }

  /**
   * How tasks stand; one that was started again is no more at rest, whatever is known of it yet.
   */
  static TargetState.Standing standing(Task.State state, Standing account, TargetState known) {
    if (state != Task.State.RUNNING) {
      return TargetState.Standing.STOPPED;
    }
    boolean behind =
        account instanceof Standing.Active && known.state() == TargetState.Standing.STOPPED;
    return behind ? TargetState.Standing.UNKNOWN : known.state();
  }

  private View view(
      Caller caller,
      Task task,
      TargetState known,
      @Nullable BigDecimal uptime,
      List<ContactId> presets) {
    Rhythm rhythm = task.rhythm();
    FolderId folder = task.filing().folder();
    List<ContactId> contacts = task.notices().contacts();
    Switch now = Switch.of(task.state(), caller.standing());
    boolean checked = known.lastCheck() != null;
    return new View(
        task.id().value(),
        task.filing().ref(),
        task.subject().kind().number(),
        task.subject().data(),
        task.subject().name(),
        folder == null ? null : folder.value(),
        Minutes.of(rhythm.period()),
        Minutes.of(rhythm.effectiveErrorPeriod()),
        rhythm.numError(),
        task.notices().recovery() ? 1 : 0,
        (contacts == null ? presets : contacts).stream().map(ContactId::value).toList(),
        task.inspection().redirect() ? 1 : 0,
        now.enabled(),
        now.reason(),
        standing(task.state(), caller.standing(), known).name().toLowerCase(Locale.ROOT),
        checked ? known.status() : null,
        seconds(known.since()),
        seconds(known.lastCheck()),
        known.responseMillis(),
        uptime,
        task.created().getEpochSecond(),
        task.changed().getEpochSecond(),
        task.inspection().demands().slow() == null ? null : new Speed(known.degraded() ? 1 : 0));
  }

  private static @Nullable Long seconds(@Nullable Instant at) {
    return at == null ? null : at.getEpochSecond();
  }
}
