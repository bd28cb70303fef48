package io.iplive.gateway.postgres;

import io.iplive.gateway.explain.Definition;
import io.iplive.gateway.explain.Definitions;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.Pace;
import io.iplive.gateway.task.Rhythm;
import io.iplive.gateway.task.Task;
import java.util.Optional;

/** Definitions from the newest event of a monitor's stream. */
public final class JdbiDefinitions implements Definitions {

  private static final String NEWEST =
      """
      select version, (select epoch from epoch) as epoch, kind, occurred_at, payload,
             not exists (select 1 from outbox where outbox.stream = journal.stream) as published
      from journal where stream = :stream order by version desc limit 1
      """;

  private final Database database;

  /** Of that database. */
  public JdbiDefinitions(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Definition> of(long monitorId) {
    return database.with(handle ->
        handle
            .createQuery(NEWEST)
            .bind("stream", "monitor-" + monitorId)
            .map((row, _) -> definition(JdbiOutbox.recorded(row), row.getBoolean("published")))
            .findOne());
  }

  private static Definition definition(Recorded recorded, boolean published) {
    return switch (recorded) {
      case Recorded.OfMonitor monitor -> ofGroup(monitor, published);
      case Recorded.OfTask task -> ofTask(task, published);
      case Recorded.Forgotten _,
          Recorded.OfAccount _,
          Recorded.OfContact _,
          Recorded.OfMaintenance _,
          Recorded.OfNode _ ->
          throw new IllegalStateException("A monitor's stream holds " + recorded);
    };
  }

  private static Definition ofGroup(Recorded.OfMonitor recorded, boolean published) {
    Monitor monitor = recorded.event().after();
    Pace pace = monitor.pace();
    return new Definition(
        monitor.id().value(),
        monitor.owner().account().value(),
        switch (monitor.state()) {
          case ACTIVE -> Definition.State.ACTIVE;
          case STOPPED -> Definition.State.STOPPED;
        },
        recorded.epoch(),
        monitor.version(),
        recorded.at(),
        pace.interval(),
        pace.effectiveErrorInterval(),
        pace.numError(),
        pace.numOk(),
        monitor.level(),
        monitor.targets().size(),
        published);
  }

  private static Definition ofTask(Recorded.OfTask recorded, boolean published) {
    Task task = recorded.event().after();
    Rhythm rhythm = task.rhythm();
    return new Definition(
        task.monitor().value(),
        task.account().value(),
        switch (task.state()) {
          case RUNNING -> Definition.State.ACTIVE;
          case STOPPED -> Definition.State.PAUSED;
          case DELETED -> Definition.State.STOPPED;
        },
        recorded.epoch(),
        task.version(),
        recorded.at(),
        rhythm.period(),
        rhythm.effectiveErrorPeriod(),
        rhythm.numError(),
        rhythm.numOk(),
        rhythm.level(),
        1,
        published);
  }
}
