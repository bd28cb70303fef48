package io.iplive.gateway.task;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Task.Filing;
import io.iplive.gateway.task.Task.Notices;
import io.iplive.gateway.task.Task.State;
import io.iplive.gateway.task.TaskCommand.Add;
import io.iplive.gateway.task.TaskCommand.Change;
import io.iplive.gateway.task.TaskCommand.Delete;
import io.iplive.gateway.task.TaskCommand.Detach;
import io.iplive.gateway.task.TaskCommand.Edit;
import io.iplive.gateway.task.TaskCommand.Expire;
import io.iplive.gateway.task.TaskCommand.Reagent;
import io.iplive.gateway.task.TaskCommand.Simulate;
import io.iplive.gateway.task.TaskCommand.Start;
import io.iplive.gateway.task.TaskCommand.Stop;
import io.iplive.gateway.task.TaskCommand.Unfile;
import io.iplive.gateway.task.TaskDecision.Happens;
import io.iplive.gateway.task.TaskDecision.Refused;
import io.iplive.gateway.task.TaskDecision.Unchanged;
import io.iplive.gateway.task.TaskDraft.Misfit;
import io.iplive.gateway.task.TaskDraft.Sealed;
import io.iplive.gateway.task.TaskEvent.Part;
import io.iplive.gateway.task.TaskEvent.TaskChanged;
import io.iplive.gateway.task.TaskEvent.TaskCreated;
import io.iplive.gateway.task.TaskEvent.TaskDeleted;
import io.iplive.gateway.task.TaskEvent.TaskStarted;
import io.iplive.gateway.task.TaskEvent.TaskStopped;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The rules of a task: what a command makes of it. */
public final class TaskDecider {

  private TaskDecider() {}

  /** Decides an addition; whoever asks knows that there is no task of its ref or id yet. */
  public static TaskDecision decide(
      Add add, MonitorId monitor, TargetId id, Sealed secrets, Predicate<InetAddress> permitted) {
    TaskDraft draft = TaskDraft.of(null, add.form(), secrets);
    List<Misfit> misfits = draft.misfits(permitted);
    if (!misfits.isEmpty()) {
      return new Refused(misfits.stream().map(Misfit::fault).toList());
    }
    return new Happens(
        new TaskCreated(
            new Task(
                monitor,
                id,
                1,
                add.account(),
                add.running() ? State.RUNNING : State.STOPPED,
                draft.subject(),
                draft.destination(),
                1,
                draft.rhythm(),
                draft.inspection(),
                add.agent(),
                draft.notices(),
                draft.filing(),
                add.at(),
                add.at(),
                null)));
  }

  /**
   * Decides a change of a task that is not deleted.
   *
   * @param secrets those of an edit's form
   */
  public static TaskDecision decide(
      Change command, Task current, Sealed secrets, Predicate<InetAddress> permitted) {
    return switch (command) {
      case Edit edit -> edited(current, edit, secrets, permitted);
      case Stop stop ->
          current.state() == State.STOPPED
              ? new Unchanged()
              : new Happens(new TaskStopped(in(current, State.STOPPED, stop.at())));
      case Start start ->
          current.state() == State.RUNNING
              ? new Unchanged()
              : new Happens(new TaskStarted(in(current, State.RUNNING, start.at())));
      case Delete delete -> deleted(current, delete.at());
      case Expire expire -> {
        Instant expires = current.filing().expires();
        yield expires == null || expires.isAfter(expire.at())
            ? new Unchanged()
            : deleted(current, expire.at());
      }
      case Simulate simulate ->
          changed(current, simulating(current, simulate.simulation(), simulate.at()));
      case Detach detach -> detached(current, detach);
      case Unfile unfile -> unfiled(current, unfile);
      case Reagent reagent ->
          changed(current, next(current, draft(current), reagent.agent(), reagent.at()));
    };
  }

  private static TaskDecision edited(
      Task current, Edit edit, Sealed secrets, Predicate<InetAddress> permitted) {
    TaskDraft draft = TaskDraft.of(current, edit.form(), secrets);
    List<Misfit> misfits = draft.misfits(permitted);
    return misfits.isEmpty()
        ? changed(current, next(current, draft, current.presetAgent(), edit.at()))
        : new Refused(misfits.stream().map(Misfit::fault).toList());
  }

  private static TaskDecision deleted(Task current, Instant at) {
    return new Happens(new TaskDeleted(in(current, State.DELETED, at)));
  }

  private static TaskDecision detached(Task current, Detach detach) {
    List<ContactId> contacts = current.notices().contacts();
    if (contacts == null || !contacts.contains(detach.contact())) {
      return new Unchanged();
    }
    List<ContactId> rest = contacts.stream().filter(id -> !id.equals(detach.contact())).toList();
    TaskDraft before = draft(current);
    Notices notices = new Notices(rest, current.notices().recovery(), current.notices().parent());
    TaskDraft draft =
        new TaskDraft(
            before.subject(), before.rhythm(), before.inspection(), notices, before.filing());
    return changed(current, next(current, draft, current.presetAgent(), detach.at()));
  }

  private static TaskDecision unfiled(Task current, Unfile unfile) {
    Filing filing = current.filing();
    if (!Objects.equals(filing.folder(), unfile.folder())) {
      return new Unchanged();
    }
    TaskDraft before = draft(current);
    TaskDraft draft =
        new TaskDraft(
            before.subject(),
            before.rhythm(),
            before.inspection(),
            before.notices(),
            new Filing(filing.ref(), null, filing.expires()));
    return changed(current, next(current, draft, current.presetAgent(), unfile.at()));
  }

  private static TaskDraft draft(Task task) {
    return new TaskDraft(
        task.subject(), task.rhythm(), task.inspection(), task.notices(), task.filing());
  }

  private static Task next(Task current, TaskDraft draft, String agent, Instant at) {
    long version = current.version() + 1;
    Destination destination = draft.destination();
    boolean elsewhere = !destination.address().equals(current.destination().address());
    return new Task(
        current.monitor(),
        current.id(),
        version,
        current.account(),
        current.state(),
        draft.subject(),
        destination,
        elsewhere ? version : current.destinationVersion(),
        draft.rhythm(),
        draft.inspection(),
        agent,
        draft.notices(),
        draft.filing(),
        current.created(),
        at,
        current.simulation());
  }

  private static Task in(Task current, State state, Instant at) {
    return new Task(
        current.monitor(),
        current.id(),
        current.version() + 1,
        current.account(),
        state,
        current.subject(),
        current.destination(),
        current.destinationVersion(),
        current.rhythm(),
        current.inspection(),
        current.presetAgent(),
        current.notices(),
        current.filing(),
        current.created(),
        at,
        current.simulation());
  }

  private static Task simulating(Task current, Simulation simulation, Instant at) {
    Task next = in(current, current.state(), at);
    return new Task(
        next.monitor(),
        next.id(),
        next.version(),
        next.account(),
        next.state(),
        next.subject(),
        next.destination(),
        next.destinationVersion(),
        next.rhythm(),
        next.inspection(),
        next.presetAgent(),
        next.notices(),
        next.filing(),
        next.created(),
        next.changed(),
        simulation);
  }

  private static TaskDecision changed(Task before, Task after) {
    Rhythm old = before.rhythm();
    Rhythm fresh = after.rhythm();
    Map<Part, Boolean> same = new LinkedHashMap<>();
    same.put(Part.KIND, before.subject().kind() == after.subject().kind());
    same.put(Part.DATA, before.subject().data().equals(after.subject().data()));
    same.put(Part.NAME, before.subject().name().equals(after.subject().name()));
    same.put(Part.DESTINATION, before.destination().equals(after.destination()));
    same.put(Part.PERIOD, old.period().equals(fresh.period()));
    same.put(
        Part.ERROR_PERIOD,
        Objects.equals(old.errorPeriod(), fresh.errorPeriod())
            && old.effectiveErrorPeriod().equals(fresh.effectiveErrorPeriod()));
    same.put(
        Part.TIMEOUT,
        Objects.equals(old.timeout(), fresh.timeout())
            && old.effectiveTimeout().equals(fresh.effectiveTimeout()));
    same.put(Part.NUM_ERROR, old.numError() == fresh.numError());
    same.put(Part.NUM_OK, old.numOk() == fresh.numOk());
    same.put(Part.LEVEL, old.level() == fresh.level());
    same.put(
        Part.INSPECTION,
        before.inspection().equals(after.inspection())
            && before.presetAgent().equals(after.presetAgent()));
    same.put(
        Part.CONTACTS, Objects.equals(before.notices().contacts(), after.notices().contacts()));
    same.put(Part.RECOVERY, before.notices().recovery() == after.notices().recovery());
    same.put(Part.PARENT, Objects.equals(before.notices().parent(), after.notices().parent()));
    same.put(Part.FILING, before.filing().equals(after.filing()));
    same.put(Part.SIMULATION, Objects.equals(before.simulation(), after.simulation()));
    List<Part> parts =
        same.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
    return parts.isEmpty() ? new Unchanged() : new Happens(new TaskChanged(parts, after));
  }
}
