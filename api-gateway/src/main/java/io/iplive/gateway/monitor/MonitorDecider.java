package io.iplive.gateway.monitor;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Refusal.ParamError;
import io.iplive.gateway.monitor.MonitorCommand.Detach;
import io.iplive.gateway.monitor.MonitorCommand.Move;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorCommand.Reagent;
import io.iplive.gateway.monitor.MonitorCommand.Stop;
import io.iplive.gateway.monitor.MonitorEvent.MonitorChanged;
import io.iplive.gateway.monitor.MonitorEvent.MonitorCreated;
import io.iplive.gateway.monitor.MonitorEvent.MonitorStopped;
import io.iplive.gateway.monitor.MonitorEvent.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a group of records: what a command makes of it, and what an event makes of it. */
public final class MonitorDecider {

  private static final int LEAST_ERROR_INTERVAL = 5;

  private MonitorDecider() {}

  /** How many ids of targets a command will take, given the group's live monitor. */
  public static int newTargets(Operate command, @Nullable Monitor current) {
    Map<Long, Target> known = byRecord(current);
    return (int)
        command.form().records().stream()
            .filter(entry -> !known.containsKey(entry.recordId()))
            .count();
  }

  /** What of an upsert does not go together, whatever ids its monitor and targets are given. */
  public static Optional<ParamError> misfit(Operate command, @Nullable Monitor current) {
    MonitorForm form = command.form();
    Protocol protocol =
        form.protocol().or(current == null ? Protocol.HTTP : current.protocol(), Protocol.HTTP);
    Check check = current == null ? Check.PRESET : current.check();
    Integer port = form.port().orNone(check.port());
    Pace pace = pace(form, current == null ? Pace.PRESET : current.pace());
    return portMisfit(protocol, port).or(() -> misfit(pace));
  }

  /**
   * Decides an upsert.
   *
   * @param current the group's live monitor, if there is one
   */
  public static Decision decide(Operate command, @Nullable Monitor current, Allotment allotment) {
    Optional<ParamError> misfit = misfit(command, current);
    if (misfit.isPresent()) {
      return new Decision.Refused(misfit.get());
    }
    Monitor before = current == null ? blank(command, allotment.monitor()) : current;
    Monitor after = changed(command, before, allotment);
    if (current == null) {
      return new Decision.Happens(new MonitorCreated(after));
    }
    List<Part> parts = differences(before, after);
    return parts.isEmpty()
        ? new Decision.Unchanged()
        : new Decision.Happens(new MonitorChanged(parts, after));
  }

  /** Decides a move; the group and the record have to be there. */
  public static Decision decide(Move command, @Nullable Monitor current) {
    if (current == null) {
      String group = Long.toString(command.groupId());
      return new Decision.Refused(new ParamError("group_id", group, "a group of this app"));
    }
    Target target = byRecord(current).get(command.recordId());
    if (target == null) {
      String record = Long.toString(command.recordId());
      return new Decision.Refused(new ParamError("record_id", record, "a record of this group"));
    }
    return target.address().equals(command.address())
        ? new Decision.Unchanged()
        : new Decision.Happens(
            new MonitorChanged(List.of(Part.TARGETS), moved(current, target, command.address())));
  }

  /**
   * Decides a detachment; a group that names the contact no more, or is gone, is as it should be.
   */
  public static Decision decide(Detach command, @Nullable Monitor current) {
    List<ContactId> named = current == null ? null : current.contacts();
    if (current == null || named == null || !named.contains(command.contact())) {
      return new Decision.Unchanged();
    }
    List<ContactId> rest = named.stream().filter(id -> !id.equals(command.contact())).toList();
    return new Decision.Happens(
        new MonitorChanged(List.of(Part.CONTACTS), current.withContacts(rest)));
  }

  /** Decides what another User-Agent of the account makes of a group. */
  public static Decision decide(Reagent command, @Nullable Monitor current) {
    return current == null || Objects.equals(command.agent(), current.presetAgent())
        ? new Decision.Unchanged()
        : new Decision.Happens(
            new MonitorChanged(List.of(Part.CHECK), current.withPresetAgent(command.agent())));
  }

  /** Decides a stop; a group that is not there is stopped already. */
  public static Decision decide(Stop command, @Nullable Monitor current) {
    return current == null || current.groupId() != command.groupId()
        ? new Decision.Unchanged()
        : new Decision.Happens(new MonitorStopped(current.stopped()));
  }

  /** The monitor after an event; the same live and when the journal is read again. */
  public static Monitor evolve(@Nullable Monitor current, MonitorEvent event) {
    long next = current == null ? 1 : current.version() + 1;
    boolean fits =
        switch (event) {
          case MonitorCreated(Monitor _) -> current == null;
          case MonitorChanged(List<Part> _, Monitor after) -> follows(current, after);
          case MonitorStopped(Monitor after) -> follows(current, after);
        };
    if (!fits || event.after().version() != next) {
      throw new IllegalStateException("%s cannot follow %s".formatted(event, current));
    }
    return event.after();
  }

  private static boolean follows(@Nullable Monitor current, Monitor after) {
    return current != null
        && current.state() == Monitor.State.ACTIVE
        && current.id().equals(after.id());
  }

  private static Monitor blank(Operate command, MonitorId id) {
    return new Monitor(
        id,
        0,
        command.owner(),
        command.groupId(),
        Monitor.State.ACTIVE,
        Protocol.HTTP,
        0,
        List.of(),
        Pace.PRESET,
        Check.PRESET,
        List.of(),
        null,
        command.agent());
  }

  private static Monitor changed(Operate command, Monitor before, Allotment allotment) {
    MonitorForm form = command.form();
    long version = before.version() + 1;
    return new Monitor(
        before.id(),
        version,
        before.owner(),
        before.groupId(),
        before.state(),
        form.protocol().or(before.protocol(), Protocol.HTTP),
        form.level().or(before.level(), 0),
        command.candidates().or(before.candidates(), List.of()),
        pace(form, before.pace()),
        check(form, before.check(), allotment),
        targets(form, before, version, allotment.targets().iterator()),
        form.contacts().orNone(before.contacts()),
        command.agent());
  }

  private static Pace pace(MonitorForm form, Pace before) {
    return new Pace(
        form.interval().or(before.interval(), Pace.PRESET.interval()),
        form.errorInterval().orNone(before.errorInterval()),
        form.timeout().or(before.timeout(), Pace.PRESET.timeout()),
        form.retryCount().or(before.retryCount(), Pace.PRESET.retryCount()),
        form.numError().or(before.numError(), Pace.PRESET.numError()),
        form.numOk().or(before.numOk(), Pace.PRESET.numOk()));
  }

  private static Check check(MonitorForm form, Check before, Allotment allotment) {
    return new Check(
        form.port().orNone(before.port()),
        form.path().or(before.path(), Check.PRESET.path()),
        form.host().orNone(before.host()),
        allotment.cookies().orNone(before.cookies()),
        form.expectedCodes().or(before.expectedCodes(), Check.PRESET.expectedCodes()),
        form.userAgent().orNone(before.userAgent()),
        form.tlsVerify().or(before.tlsVerify(), Check.PRESET.tlsVerify()));
  }

  private static List<Target> targets(
      MonitorForm form, Monitor before, long version, Iterator<TargetId> fresh) {
    Map<Long, Target> known = byRecord(before);
    List<Target> targets = new ArrayList<>();
    for (MonitorForm.Entry entry : form.records()) {
      Target old = known.get(entry.recordId());
      if (old == null) {
        targets.add(new Target(fresh.next(), entry.recordId(), entry.address(), version));
      } else if (old.address().equals(entry.address())) {
        targets.add(old);
      } else {
        targets.add(new Target(old.id(), entry.recordId(), entry.address(), version));
      }
    }
    return List.copyOf(targets);
  }

  private static Map<Long, Target> byRecord(@Nullable Monitor monitor) {
    Map<Long, Target> targets = new LinkedHashMap<>();
    if (monitor != null) {
      monitor.targets().forEach(target -> targets.put(target.recordId(), target));
    }
    return targets;
  }

  private static Monitor moved(Monitor current, Target target, IpAddress address) {
    long version = current.version() + 1;
    Target elsewhere = new Target(target.id(), target.recordId(), address, version);
    return current.withTargets(
        current.targets().stream().map(each -> each.equals(target) ? elsewhere : each).toList());
  }

  private static Optional<ParamError> portMisfit(Protocol protocol, @Nullable Integer port) {
    return protocol.needsPort() && port == null
        ? Optional.of(new ParamError("port", "none", "1..65535, " + protocol.text() + " has none"))
        : Optional.empty();
  }

  private static Optional<ParamError> misfit(Pace pace) {
    Duration error = pace.effectiveErrorInterval();
    if (error.compareTo(pace.interval()) > 0) {
      String allowed =
          "%d..%d seconds".formatted(LEAST_ERROR_INTERVAL, pace.interval().toSeconds());
      return Optional.of(new ParamError("period_error", Long.toString(error.toSeconds()), allowed));
    }
    if (pace.longestRound().compareTo(pace.smallestInterval()) > 0) {
      String allowed =
          "timeout × (retry_count + 1) + 2 of at most %d seconds, the smallest interval"
              .formatted(pace.smallestInterval().toSeconds());
      String value = Long.toString(pace.timeout().toSeconds());
      return Optional.of(new ParamError("timeout", value, allowed));
    }
    return Optional.empty();
  }

  private static List<Part> differences(Monitor before, Monitor after) {
    Map<Part, Boolean> same = new LinkedHashMap<>();
    same.put(Part.PROTOCOL, before.protocol() == after.protocol());
    same.put(Part.LEVEL, before.level() == after.level());
    same.put(Part.CANDIDATES, before.candidates().equals(after.candidates()));
    same.put(Part.INTERVAL, before.pace().interval().equals(after.pace().interval()));
    same.put(
        Part.ERROR_INTERVAL,
        Objects.equals(before.pace().errorInterval(), after.pace().errorInterval())
            && before
                .pace()
                .effectiveErrorInterval()
                .equals(after.pace().effectiveErrorInterval()));
    same.put(Part.TIMEOUT, before.pace().timeout().equals(after.pace().timeout()));
    same.put(Part.RETRY_COUNT, before.pace().retryCount() == after.pace().retryCount());
    same.put(Part.NUM_ERROR, before.pace().numError() == after.pace().numError());
    same.put(Part.NUM_OK, before.pace().numOk() == after.pace().numOk());
    same.put(
        Part.CHECK,
        before.check().equals(after.check())
            && Objects.equals(before.presetAgent(), after.presetAgent()));
    same.put(Part.TARGETS, before.targets().equals(after.targets()));
    same.put(Part.CONTACTS, Objects.equals(before.contacts(), after.contacts()));
    return same.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
  }
}
