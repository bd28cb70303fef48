package io.iplive.scheduler.schedule;

import static io.iplive.scheduler.schedule.Given.NODES;
import static io.iplive.scheduler.schedule.Given.POLICY;

import io.iplive.scheduler.monitor.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One monitor under one scheduler, as the edge drives it, on a clock of its own. */
final class Simulation {

  private static final Duration STEP = Duration.ofMillis(50);

  final List<ScheduleEvent.RoundOpened> opened = new ArrayList<>();
  final List<ScheduleEvent.RoundSkipped> skipped = new ArrayList<>();
  final List<Duration> lateness = new ArrayList<>();
  Instant now;
  @Nullable Monitor monitor;
  private @Nullable Instant lastTick;
  private @Nullable Instant newest;
  private Rounds.@Nullable Slot next;

  Simulation(Instant start) {
    now = start;
  }

  void redefine(Redefinition event) {
    take(Machine.redefine(monitor, event, null, newest, now));
  }

  void repace(Repacing event) {
    take(Machine.repace(monitor, event, newest));
  }

  void restand(Standing standing) {
    Monitor current = monitor;
    if (current != null) {
      Step step = Restanding.restand(current, standing, newest, now);
      step.events().forEach(this::note);
      take(step);
    }
  }

  void runFor(Duration length) {
    Instant end = now.plus(length);
    while (now.isBefore(end)) {
      now = now.plus(STEP);
      Monitor current = monitor;
      while (current != null && next != null && !next.dueAt().isAfter(now)) {
        fire(current, next);
      }
      if (lastTick == null || now.isAfter(lastTick.plusSeconds(1))) {
        lastTick = now;
      }
    }
  }

  /** Stops dead, and comes back with what is stored. */
  void restartAfter(Duration pause) {
    now = now.plus(pause);
    Monitor current = monitor;
    newest = null;
    if (current != null) {
      Rounds.Resumption resumption = Rounds.resume(current, lastTick, now);
      resumption.events().forEach(this::note);
      newest = resumption.newest();
      arrange();
    }
  }

  private void fire(Monitor current, Rounds.Slot slot) {
    ScheduleEvent event = Rounds.open(current, slot.roundAt(), NODES, POLICY, now);
    note(event);
    newest = event instanceof ScheduleEvent.RoundSkipped skip ? skip.roundAt() : slot.roundAt();
    if (event instanceof ScheduleEvent.RoundOpened) {
      lateness.add(Duration.between(slot.dueAt(), now));
    }
    arrange();
  }

  private void take(Step step) {
    monitor = step.next();
    arrange();
  }

  private void arrange() {
    Monitor current = monitor;
    next = current != null && current.running() ? Rounds.next(current, newest, now) : null;
  }

  private void note(ScheduleEvent event) {
    switch (event) {
      case ScheduleEvent.RoundOpened round -> opened.add(round);
      case ScheduleEvent.RoundSkipped round -> skipped.add(round);
      case ScheduleEvent.LifecycleChanged _ -> {}
    }
  }
}
