package io.iplive.gateway.postgres.task;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.Entry;
import io.iplive.gateway.postgres.IdBlocks;
import io.iplive.gateway.postgres.OutboxSignal;
import io.iplive.gateway.postgres.task.Cycles.CycleException;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskCommand;
import io.iplive.gateway.task.TaskCommand.Add;
import io.iplive.gateway.task.TaskCommand.Change;
import io.iplive.gateway.task.TaskCommand.Edit;
import io.iplive.gateway.task.TaskDecider;
import io.iplive.gateway.task.TaskDecision;
import io.iplive.gateway.task.TaskDraft;
import io.iplive.gateway.task.TaskDraft.Sealed;
import io.iplive.gateway.task.TaskEvent;
import io.iplive.gateway.task.TaskForm;
import io.iplive.gateway.task.TaskJournal;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Tasks in PostgreSQL: load, decide, write; again when other commands were first. */
public final class JdbiTaskJournal implements TaskJournal {

  private static final int MOST_ATTEMPTS = 100;

  private static final String READ_MODEL =
      """
      insert into task (task_id, monitor_id, account_id, ref, folder_id, parent_id, enabled, live,
        expires_at, changed_at, version, definition)
      values (:task, :monitor, :account, :ref, :folder, :parent, :enabled, :live, :expires,
        :changed, :version, cast(:payload as jsonb) -> 'after')
      on conflict (task_id) do update
      set ref = excluded.ref, folder_id = excluded.folder_id, parent_id = excluded.parent_id,
          enabled = excluded.enabled, live = excluded.live, expires_at = excluded.expires_at,
          changed_at = excluded.changed_at, version = excluded.version,
          definition = excluded.definition
      """;

  private static final String BY_ID =
      "select version, definition from task where task_id = any(:ids)";

  private static final String BY_REF =
      """
      select version, definition
      from unnest(:accounts, :refs) as wanted (account_id, ref) join task using (account_id, ref)
      where live
      """;

  private static final String RESERVED =
      """
      select id from unnest(:ids) as wanted (id)
      where exists (select from target_reservation where id between first_id and last_id)
      """;

  private final Database database;
  private final OutboxSignal signal;
  private final SecretBox secrets;
  private final Predicate<InetAddress> permitted;
  private final IdBlocks monitorIds;
  private final IdBlocks targetIds;

  /**
   * The journal of tasks.
   *
   * @param permitted which addresses the installation lets probes connect to
   */
  public JdbiTaskJournal(
      Database database, OutboxSignal signal, SecretBox secrets, Predicate<InetAddress> permitted) {
    this.database = database;
    this.signal = signal;
    this.secrets = secrets;
    this.permitted = permitted;
    this.monitorIds = new IdBlocks(database, "monitor_ids");
    this.targetIds = new IdBlocks(database, "target_ids");
  }

  @Override
  public List<Outcome> execute(List<? extends TaskCommand> commands) {
    Set<TargetId> cyclic = new HashSet<>();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      TaskBatch batch = loaded(commands);
      List<TargetId> reserved = reserved(commands);
      List<Outcome> outcomes =
          commands.stream().map(command -> outcome(command, batch, reserved, cyclic)).toList();
      if (batch.events().isEmpty()) {
        return outcomes;
      }
      Instant at = commands.getFirst().at();
      try {
        if (database.transact(handle -> write(handle, batch.events(), at))) {
          signal.raise();
          return outcomes;
        }
      } catch (CycleException e) {
        cyclic.addAll(e.tasks());
      }
    }
    throw new IllegalStateException("Commands for tasks lost %d races".formatted(MOST_ATTEMPTS));
  }

  private Outcome outcome(
      TaskCommand command, TaskBatch batch, List<TargetId> reserved, Set<TargetId> cyclic) {
    return switch (command) {
      case Add add -> added(add, batch, reserved);
      case Change change -> {
        Task current = batch.live(change.account(), change.task());
        if (current == null) {
          yield new Outcome.Unknown();
        }
        Sealed sealed = change instanceof Edit edit ? sealed(edit.form(), current) : Sealed.NONE;
        Fault fault = change instanceof Edit edit ? fault(edit, batch, cyclic) : null;
        yield fault != null
            ? new Outcome.Refused(List.of(fault))
            : outcome(TaskDecider.decide(change, current, sealed, permitted), current, batch);
      }
    };
  }

  private Outcome added(Add add, TaskBatch batch, List<TargetId> reserved) {
    String ref = add.form().ref().orNone(null);
    Task holder = ref == null ? null : batch.named(add.account(), ref);
    TargetId given = add.given();
    if (given == null) {
      return holder == null
          ? added(add, new TargetId(targetIds.take(1).getFirst()), batch)
          : new Outcome.Done(holder, holder.state());
    }
    Task known = batch.any(given);
    if (known == null && reserved.contains(given)) {
      return holder == null
          ? added(add, given, batch)
          : new Outcome.Refused(List.of(taken(String.valueOf(ref))));
    }
    if (known != null
        && reserved.contains(given)
        && known.account().equals(add.account())
        && known.state() != Task.State.DELETED
        && (ref == null || ref.equals(known.filing().ref()))) {
      return new Outcome.Done(known, known.state());
    }
    String allowed = "ids that are reserved for an import and not taken";
    return new Outcome.Refused(List.of(Fault.invalid("id", Long.toString(given.value()), allowed)));
  }

  private Outcome added(Add add, TargetId id, TaskBatch batch) {
    MonitorId monitor = new MonitorId(monitorIds.take(1).getFirst());
    return outcome(
        TaskDecider.decide(add, monitor, id, sealed(add.form(), null), permitted), null, batch);
  }

  private static Fault taken(String ref) {
    return Fault.invalid("ref", ref, "refs that no other task of this account has");
  }

  private static @Nullable Fault fault(Edit edit, TaskBatch batch, Set<TargetId> cyclic) {
    Task.Parent parent = edit.form().parent().orNone(null);
    if (parent != null && cyclic.contains(edit.task())) {
      return TaskDraft.cycle(parent.task());
    }
    String ref = edit.form().ref().orNone(null);
    Task holder = ref == null ? null : batch.named(edit.account(), ref);
    return holder == null || holder.id().equals(edit.task()) ? null : taken(String.valueOf(ref));
  }

  private static Outcome outcome(TaskDecision decision, @Nullable Task current, TaskBatch batch) {
    return switch (decision) {
      case TaskDecision.Refused(List<Fault> faults) -> new Outcome.Refused(faults);
      case TaskDecision.Unchanged() -> {
        if (current == null) {
          throw new IllegalStateException("An addition changed nothing");
        }
        yield new Outcome.Done(current, current.state());
      }
      case TaskDecision.Happens(TaskEvent event) -> {
        batch.happen(event);
        yield new Outcome.Done(event.after(), current == null ? null : current.state());
      }
    };
  }

  private Sealed sealed(TaskForm form, @Nullable Task current) {
    Ciphertext headers = current == null ? null : current.inspection().headers();
    Ciphertext body = current == null ? null : current.inspection().body();
    Ciphertext identity = current == null ? null : current.inspection().demands().clientCert();
    return new Sealed(
        form.headers().map(plain -> secrets.seal(plain, headers)),
        form.body().map(plain -> secrets.seal(plain, body)),
        form.demands().clientCert().map(plain -> secrets.seal(plain, identity)));
  }

  private TaskBatch loaded(List<? extends TaskCommand> commands) {
    List<Long> ids = new ArrayList<>();
    List<Long> accounts = new ArrayList<>();
    List<String> refs = new ArrayList<>();
    for (TaskCommand command : commands) {
      Optional<TargetId> id =
          switch (command) {
            case Add add -> Optional.ofNullable(add.given());
            case Change change -> Optional.of(change.task());
          };
      id.map(TargetId::value).ifPresent(ids::add);
      String ref =
          switch (command) {
            case Add add -> add.form().ref().orNone(null);
            case Edit edit -> edit.form().ref().orNone(null);
            case Change _ -> null;
          };
      if (ref != null) {
        accounts.add(command.account().value());
        refs.add(ref);
      }
    }
    TaskBatch batch = new TaskBatch();
    database.with(handle -> {
      if (!ids.isEmpty()) {
        handle
            .createQuery(BY_ID)
            .bindArray("ids", Long.class, ids)
            .map((row, _) -> TaskJson.readDefinition(row.getLong(1), row.getString(2)))
            .forEach(batch::load);
      }
      if (!refs.isEmpty()) {
        handle
            .createQuery(BY_REF)
            .bindArray("accounts", Long.class, accounts)
            .bindArray("refs", String.class, refs)
            .map((row, _) -> TaskJson.readDefinition(row.getLong(1), row.getString(2)))
            .forEach(batch::load);
      }
      return batch;
    });
    return batch;
  }

  private List<TargetId> reserved(List<? extends TaskCommand> commands) {
    List<Long> given =
        commands.stream()
            .map(command -> command instanceof Add add ? add.given() : null)
            .filter(id -> id != null)
            .map(TargetId::value)
            .toList();
    return given.isEmpty()
        ? List.of()
        : database.with(handle ->
            handle
                .createQuery(RESERVED)
                .bindArray("ids", Long.class, given)
                .map((row, _) -> new TargetId(row.getLong(1)))
                .list());
  }

  private static void write(Handle handle, List<TaskEvent> events, Instant at) {
    PreparedBatch rows = handle.prepareBatch(Entry.statement(READ_MODEL));
    // Whoever writes several locks them in one order; the events of one stay in theirs.
    List<TaskEvent> ordered =
        events.stream()
            .sorted(Comparator.comparingLong(event -> event.after().id().value()))
            .toList();
    for (TaskEvent event : ordered) {
      Task task = event.after();
      FolderId folder = task.filing().folder();
      Task.Parent parent = task.notices().parent();
      Instant expires = task.filing().expires();
      new Entry(
              "monitor-" + task.monitor().value(),
              task.version(),
              TaskJson.kind(event),
              at,
              TaskJson.write(event))
          .boundTo(rows)
          .bind("task", task.id().value())
          .bind("monitor", task.monitor().value())
          .bind("account", task.account().value())
          .bind("ref", task.filing().ref())
          .bind("folder", folder == null ? null : folder.value())
          .bind("parent", parent == null ? null : parent.task().value())
          .bind("enabled", task.state() == Task.State.RUNNING)
          .bind("live", task.state() != Task.State.DELETED)
          .bind("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
          .bind("changed", task.changed().atOffset(ZoneOffset.UTC))
          .add();
    }
    rows.execute();
    Cycles.refuse(handle, events);
  }
}
