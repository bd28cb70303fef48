package io.iplive.gateway.postgres;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Refusal.ParamError;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.Allotment;
import io.iplive.gateway.monitor.Decision;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorCommand;
import io.iplive.gateway.monitor.MonitorCommand.Detach;
import io.iplive.gateway.monitor.MonitorCommand.Move;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorCommand.Reagent;
import io.iplive.gateway.monitor.MonitorCommand.Stop;
import io.iplive.gateway.monitor.MonitorDecider;
import io.iplive.gateway.monitor.MonitorEvent;
import io.iplive.gateway.monitor.MonitorEvent.MonitorChanged;
import io.iplive.gateway.monitor.MonitorEvent.MonitorCreated;
import io.iplive.gateway.monitor.MonitorEvent.MonitorStopped;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.monitor.TargetId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Monitors in PostgreSQL: load, decide, write; again when another command was first. */
public final class JdbiMonitorJournal implements MonitorJournal {

  /** Each lost attempt means that another command for the same group was recorded. */
  private static final int MOST_ATTEMPTS = 100;

  private static final String LIVE =
      """
      select version, definition from monitor
      where app_id = :app and group_id = :group and live
      """;

  private static final String LIVE_OF_ALL =
      """
      select version, definition
      from unnest(:apps, :groups) as wanted (app_id, group_id)
        join monitor using (app_id, group_id)
      where live
      """;

  private static final String READ_MODEL =
      """
      insert into monitor (monitor_id, app_id, group_id, live, version, definition)
      values (:monitor, :app, :group, :live, :version, cast(:payload as jsonb) -> 'after')
      on conflict (monitor_id) do update
      set live = excluded.live, version = excluded.version, definition = excluded.definition
      """;

  /** Several events as one statement: entries, outbox rows and read model. */
  private static final String RECORD_ALL =
      """
      with event as (
        select stream, version, kind, cast(at as timestamptz) as at, cast(payload as jsonb) as payload,
               monitor_id, app_id, group_id, live
        from unnest(:streams, :versions, :kinds, :ats, :payloads, :monitors, :apps, :groups, :live)
          as row (stream, version, kind, at, payload, monitor_id, app_id, group_id, live)),
      recorded as (
        insert into journal (stream, version, epoch, kind, occurred_at, payload)
        select stream, version, (select epoch from epoch), kind, at, payload from event),
      queued as (
        insert into outbox (stream, version) select stream, version from event)
      insert into monitor (monitor_id, app_id, group_id, live, version, definition)
      select monitor_id, app_id, group_id, live, version, payload -> 'after' from event
      on conflict (monitor_id) do update
      set live = excluded.live, version = excluded.version, definition = excluded.definition
      """;

  private final Database database;
  private final OutboxSignal signal;
  private final SecretBox secrets;
  private final int mostPayloadBytes;
  private final IdBlocks monitorIds;
  private final IdBlocks targetIds;

  /**
   * The journal of monitors.
   *
   * @param mostPayloadBytes a command whose event would be larger is refused: every consumer must
   *     be able to take it
   */
  public JdbiMonitorJournal(
      Database database, OutboxSignal signal, SecretBox secrets, int mostPayloadBytes) {
    this.database = database;
    this.signal = signal;
    this.secrets = secrets;
    this.mostPayloadBytes = mostPayloadBytes;
    this.monitorIds = new IdBlocks(database, "monitor_ids");
    this.targetIds = new IdBlocks(database, "target_ids");
  }

  @Override
  public Outcome execute(MonitorCommand command) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Monitor current = live(command);
      Optional<Outcome> outcome =
          switch (decide(command, current)) {
            case Decision.Refused(Refusal refusal) -> Optional.of(new Outcome.Refused(refusal));
            case Decision.Unchanged() -> Optional.of(unchanged(current));
            case Decision.Happens(MonitorEvent event) -> record(event, current, command.at());
          };
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw new IllegalStateException(
        "Group %d lost %d races".formatted(command.groupId(), MOST_ATTEMPTS));
  }

  private Decision decide(MonitorCommand command, @Nullable Monitor current) {
    return switch (command) {
      case Operate operate -> operated(operate, current);
      case Move move -> MonitorDecider.decide(move, current);
      case Stop stop -> MonitorDecider.decide(stop, current);
      case Detach detach -> MonitorDecider.decide(detach, current);
      case Reagent reagent -> MonitorDecider.decide(reagent, current);
    };
  }

  /** Ids are taken only for what will happen: nobody could ever use them again. */
  private Decision operated(Operate command, @Nullable Monitor current) {
    return MonitorDecider.misfit(command, current)
        .<Decision>map(Decision.Refused::new)
        .orElseGet(() -> MonitorDecider.decide(command, current, allotment(command, current)));
  }

  @Override
  public List<Outcome> executeAll(List<? extends MonitorCommand> commands) {
    Map<Group, Monitor> live = live(commands);
    // Whoever writes several locks them in one order.
    Map<Group, MonitorCommand> first = new TreeMap<>();
    commands.forEach(command -> first.putIfAbsent(Group.of(command), command));
    IdentityHashMap<MonitorCommand, Outcome> together = new IdentityHashMap<>();
    List<Written> written = new ArrayList<>();
    for (MonitorCommand command : first.values()) {
      Monitor current = live.get(Group.of(command));
      switch (decide(command, current)) {
        case Decision.Refused(Refusal refusal) ->
            together.put(command, new Outcome.Refused(refusal));
        case Decision.Unchanged() -> together.put(command, unchanged(current));
        case Decision.Happens(MonitorEvent event) -> {
          Monitor after = MonitorDecider.evolve(current, event);
          String payload = MonitorJson.write(event);
          if (tooLarge(payload)) {
            together.put(command, new Outcome.Refused(tooManyRecords(after)));
          } else {
            written.add(new Written(entry(event, after, payload, command.at()), after));
            together.put(command, happened(event));
          }
        }
      }
    }
    if (!written.isEmpty() && !database.write(handle -> write(handle, written))) {
      return commands.stream().<Outcome>map(this::execute).toList();
    }
    signal.raise();
    return commands.stream()
        .<Outcome>map(command -> {
          Outcome outcome = together.get(command);
          return outcome == null ? execute(command) : outcome;
        })
        .toList();
  }

  /** What a group is found by. */
  private record Group(long app, long groupId) implements Comparable<Group> {

    @Override
    public int compareTo(Group other) {
      int apps = Long.compare(app, other.app);
      return apps != 0 ? apps : Long.compare(groupId, other.groupId);
    }

    static Group of(MonitorCommand command) {
      return new Group(command.owner().app().value(), command.groupId());
    }
  }

  private record Written(Entry entry, Monitor after) {}

  private Map<Group, Monitor> live(List<? extends MonitorCommand> commands) {
    Map<Group, Monitor> live = new HashMap<>();
    List<Long> apps = commands.stream().<Long>map(each -> each.owner().app().value()).toList();
    List<Long> groups = commands.stream().<Long>map(MonitorCommand::groupId).toList();
    database.with(handle -> {
      handle
          .createQuery(LIVE_OF_ALL)
          .bindArray("apps", Long.class, apps)
          .bindArray("groups", Long.class, groups)
          .map((row, _) -> MonitorJson.readDefinition(row.getLong(1), row.getString(2)))
          .forEach(monitor ->
              live.put(new Group(monitor.owner().app().value(), monitor.groupId()), monitor));
      return live;
    });
    return live;
  }

  private static void write(Handle handle, List<Written> written) {
    List<Entry> entries = written.stream().map(Written::entry).toList();
    List<Monitor> monitors = written.stream().map(Written::after).toList();
    handle
        .createUpdate(RECORD_ALL)
        .bindArray("streams", String.class, each(entries, Entry::stream))
        .bindArray("versions", Long.class, each(entries, Entry::version))
        .bindArray("kinds", String.class, each(entries, Entry::kind))
        .bindArray("ats", String.class, each(entries, entry -> entry.at().toString()))
        .bindArray("payloads", String.class, each(entries, Entry::payload))
        .bindArray("monitors", Long.class, each(monitors, after -> after.id().value()))
        .bindArray("apps", Long.class, each(monitors, after -> after.owner().app().value()))
        .bindArray("groups", Long.class, each(monitors, Monitor::groupId))
        .bindArray("live", Boolean.class, each(monitors, JdbiMonitorJournal::isLive))
        .execute();
  }

  private static <T, V> List<V> each(List<T> all, Function<T, V> value) {
    return all.stream().map(value).toList();
  }

  private static boolean isLive(Monitor monitor) {
    return monitor.state() == Monitor.State.ACTIVE;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Monitor after) {
    return statement
        .bind("monitor", after.id().value())
        .bind("app", after.owner().app().value())
        .bind("group", after.groupId())
        .bind("live", isLive(after));
  }

  private static Entry entry(MonitorEvent event, Monitor after, String payload, Instant at) {
    String stream = "monitor-" + after.id().value();
    return new Entry(stream, after.version(), MonitorJson.kind(event), at, payload);
  }

  private boolean tooLarge(String payload) {
    return payload.getBytes(StandardCharsets.UTF_8).length > mostPayloadBytes;
  }

  private static Outcome unchanged(@Nullable Monitor current) {
    return current == null ? new Outcome.Stopped() : new Outcome.Operated(current, false);
  }

  /** Empty when another command was recorded first. */
  private Optional<Outcome> record(MonitorEvent event, @Nullable Monitor current, Instant at) {
    Monitor after = MonitorDecider.evolve(current, event);
    String payload = MonitorJson.write(event);
    if (tooLarge(payload)) {
      return Optional.of(new Outcome.Refused(tooManyRecords(after)));
    }
    Entry entry = entry(event, after, payload, at);
    if (!database.write(handle -> bind(entry.followedBy(handle, READ_MODEL), after).execute())) {
      return Optional.empty();
    }
    signal.raise();
    return Optional.of(happened(event));
  }

  private static Outcome happened(MonitorEvent event) {
    return switch (event) {
      case MonitorCreated(Monitor after) -> new Outcome.Operated(after, true);
      case MonitorChanged(_, Monitor after) -> new Outcome.Operated(after, false);
      case MonitorStopped _ -> new Outcome.Stopped();
    };
  }

  private ParamError tooManyRecords(Monitor monitor) {
    String value = monitor.targets().size() + " records";
    return new ParamError("record_ids", value, "an event of " + mostPayloadBytes + " bytes");
  }

  private @Nullable Monitor live(MonitorCommand command) {
    return database
        .with(handle ->
            handle
                .createQuery(LIVE)
                .bind("app", command.owner().app().value())
                .bind("group", command.groupId())
                .map((row, _) -> MonitorJson.readDefinition(row.getLong(1), row.getString(2)))
                .findOne())
        .orElse(null);
  }

  private Allotment allotment(Operate command, @Nullable Monitor current) {
    Ciphertext previous = current == null ? null : current.check().cookies();
    Sent<Ciphertext> cookies = command.form().cookies().map(plain -> secrets.seal(plain, previous));
    int targets = MonitorDecider.newTargets(command, current);
    return new Allotment(
        current == null ? new MonitorId(monitorIds.take(1).getFirst()) : current.id(),
        targetIds.take(targets).stream().map(TargetId::new).toList(),
        cookies);
  }
}
