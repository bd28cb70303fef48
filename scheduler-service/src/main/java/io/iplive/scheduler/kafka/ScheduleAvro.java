package io.iplive.scheduler.kafka;

import io.iplive.scheduler.kafka.stored.StoredAvro;
import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Check;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Owner;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.schedule.Pace;
import io.iplive.scheduler.schedule.Redefinition;
import io.iplive.scheduler.schedule.Repacing;
import io.iplive.scheduler.schedule.ScheduleEvent.LifecycleChanged;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundOpened;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundSkipped;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.LifecycleTarget;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import io.iplive.schemas.scheduler.SkipReason;
import io.iplive.schemas.verdict.PaceChanged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Where the published language and the core meet. What cannot be is refused as poison: {@link
 * IllegalArgumentException} from the core's own checks, {@link SerializationException} from here.
 */
final class ScheduleAvro {

  private ScheduleAvro() {}

  static Redefinition redefinition(MonitorEvent event) {
    MonitorDefinition after = event.getAfter();
    if (event.getMonitorId() != after.getMonitorId()) {
      throw new SerializationException(
          "monitorId=%d, after.monitorId=%d, allowed the same"
              .formatted(event.getMonitorId(), after.getMonitorId()));
    }
    Definition definition =
        new Definition(
            after.getMonitorId(),
            new Owner(
                after.getAccountId(), after.getAppId(), after.getAppName(), after.getGroupId()),
            activity(after.getState()),
            after.getProtocol(),
            after.getLevel(),
            after.getCandidateNodes(),
            new Timing(
                after.getPeriodSeconds(),
                after.getErrorPeriodSeconds(),
                after.getTimeoutMillis(),
                after.getRetryCount()),
            after.getNumError(),
            after.getNumOk(),
            new Check(StoredAvro.encoded(after.getCheck())),
            after.getTargets().stream().map(ScheduleAvro::target).toList());
    Version version = new Version(event.getEpoch(), event.getVersion());
    return new Redefinition(definition, version, event.getOccurredAt());
  }

  static Repacing repacing(PaceChanged event) {
    return new Repacing(
        event.getMonitorId(),
        new Version(event.getEpoch(), event.getDefinitionVersion()),
        pace(event));
  }

  static ScheduleEvent tick() {
    return new ScheduleEvent(ScheduleEventKind.TICK, 0L, null, null, null);
  }

  static ScheduleEvent encoded(io.iplive.scheduler.schedule.ScheduleEvent event) {
    return switch (event) {
      case RoundOpened opened ->
          new ScheduleEvent(
              ScheduleEventKind.ROUND_OPENED,
              opened.definition().monitorId(),
              opened(opened),
              null,
              null);
      case RoundSkipped skipped ->
          new ScheduleEvent(
              ScheduleEventKind.ROUND_SKIPPED,
              skipped.monitorId(),
              null,
              new io.iplive.schemas.scheduler.RoundSkipped(
                  skipped.monitorId(), skipped.roundAt(), reason(skipped), skipped.slots()),
              null);
      case LifecycleChanged changed ->
          new ScheduleEvent(
              ScheduleEventKind.LIFECYCLE,
              changed.definition().monitorId(),
              null,
              null,
              lifecycle(changed));
    };
  }

  static long monitorId(io.iplive.scheduler.schedule.ScheduleEvent event) {
    return switch (event) {
      case RoundOpened opened -> opened.definition().monitorId();
      case RoundSkipped skipped -> skipped.monitorId();
      case LifecycleChanged changed -> changed.definition().monitorId();
    };
  }

  private static io.iplive.schemas.scheduler.RoundOpened opened(RoundOpened opened) {
    Definition definition = opened.definition();
    Owner owner = definition.owner();
    return io.iplive.schemas.scheduler.RoundOpened.newBuilder()
        .setMonitorId(definition.monitorId())
        .setEpoch(opened.version().epoch())
        .setDefinitionVersion(opened.version().number())
        .setAccountId(owner.accountId())
        .setAppId(owner.appId())
        .setGroupId(owner.groupId())
        .setRoundAt(opened.roundAt())
        .setPace(
            opened.failing()
                ? io.iplive.schemas.scheduler.Pace.ERROR
                : io.iplive.schemas.scheduler.Pace.NORMAL)
        .setTargets(
            opened.dues().stream()
                .map(due ->
                    new RoundTarget(
                        due.target().id(),
                        due.target().recordId(),
                        due.position(),
                        due.target().addressVersion()))
                .toList())
        .setAskedNodes(
            opened.asking().nodes().stream()
                .map(node -> new AskedNode(node.id(), node.suspect()))
                .toList())
        .setVotesNeeded(opened.asking().votesNeeded())
        .setNumError(definition.numError())
        .setNumOk(definition.numOk())
        .setPeriodSeconds(definition.timing().periodSeconds())
        .setErrorPeriodSeconds(definition.timing().errorPeriodSeconds())
        .setLastsMillis(Math.toIntExact(opened.lasts().toMillis()))
        .build();
  }

  private static LifecycleFact lifecycle(LifecycleChanged changed) {
    Definition definition = changed.definition();
    Owner owner = definition.owner();
    return LifecycleFact.newBuilder()
        .setKind(
            switch (changed.fact().change()) {
              case STARTED -> LifecycleKind.STARTED;
              case CHANGED -> LifecycleKind.CHANGED;
              case PAUSED -> LifecycleKind.PAUSED;
              case STOPPED -> LifecycleKind.STOPPED;
              case TARGETS_REMOVED -> LifecycleKind.TARGETS_REMOVED;
              case TARGETS_MOVED -> LifecycleKind.TARGETS_MOVED;
              case SUSPENDED -> LifecycleKind.SUSPENDED;
            })
        .setMonitorId(definition.monitorId())
        .setEpoch(changed.fact().version().epoch())
        .setDefinitionVersion(changed.fact().version().number())
        .setAccountId(owner.accountId())
        .setAppId(owner.appId())
        .setGroupId(owner.groupId())
        .setCommandAt(changed.fact().commandAt())
        .setTargets(
            changed.targets().stream()
                .map(target ->
                    new LifecycleTarget(target.id(), target.recordId(), target.addressVersion()))
                .toList())
        .setPeriodSeconds(definition.timing().periodSeconds())
        .setErrorPeriodSeconds(definition.timing().errorPeriodSeconds())
        .setSuspendedFor(suspendedFor(changed.fact().standing()))
        .setAccountVersion(
            changed.fact().standing() == null ? 0 : changed.fact().standing().version().order())
        .build();
  }

  private static @Nullable SuspensionReason suspendedFor(@Nullable Standing standing) {
    return switch (standing) {
      case null -> null;
      case Standing.Good _ -> null;
      case Standing.Suspended suspended ->
          switch (suspended.reason()) {
            case BALANCE -> SuspensionReason.BALANCE;
            case OPERATOR -> SuspensionReason.OPERATOR;
          };
    };
  }

  private static SkipReason reason(RoundSkipped skipped) {
    return switch (skipped.reason()) {
      case LATE -> SkipReason.LATE;
      case NO_NODES -> SkipReason.NO_NODES;
      case BALANCE -> SkipReason.BALANCE;
      case SUSPENDED -> SkipReason.SUSPENDED;
    };
  }

  private static Target target(io.iplive.schemas.gateway.Target target) {
    return new Target(
        target.getTargetId(),
        target.getRecordId(),
        target.getAddress(),
        target.getAddressVersion());
  }

  private static Activity activity(MonitorState state) {
    return switch (state) {
      case ACTIVE -> Activity.ACTIVE;
      case PAUSED -> Activity.PAUSED;
      case STOPPED -> Activity.STOPPED;
      case UNKNOWN -> throw new SerializationException("state=UNKNOWN, allowed a known one");
    };
  }

  private static Pace pace(PaceChanged event) {
    return switch (event.getPace()) {
      case NORMAL -> new Pace.Normal(event.getRoundAt());
      case ERROR -> {
        Instant anchor = event.getAnchor();
        if (anchor == null || !anchor.equals(anchor.truncatedTo(ChronoUnit.SECONDS))) {
          throw new SerializationException("anchor=%s, allowed a whole second".formatted(anchor));
        }
        yield new Pace.Failing(anchor, event.getFailingTargets(), event.getRoundAt());
      }
      case UNKNOWN -> throw new SerializationException("pace=UNKNOWN, allowed a known one");
    };
  }
}
