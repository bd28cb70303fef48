package io.iplive.gateway.postgres.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskDirectory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Tasks of the read model. */
public final class JdbiTaskDirectory implements TaskDirectory {

  private static final String SOME =
      """
      select version, definition from task
      where account_id = :account and task_id = any(:ids) and live
      order by task_id
      """;

  private static final String IDS =
      """
      select task_id from task
      where account_id = :account and live
        and (:folder is null or coalesce(folder_id, 0) = :folder)
        and (:running is null or enabled = :running)
        and (:ref is null or ref = :ref)
        and (cast(:since as timestamptz) is null or changed_at >= :since)
      order by task_id
      """;

  private static final String NAMING =
      """
      select task_id from task
      where account_id = :account and live
        and definition -> 'contacts' @> to_jsonb(cast(:contact as bigint))
      order by task_id
      """;

  private static final String NAMING_NONE =
      """
      select task_id from task
      where account_id = :account and live and definition -> 'contacts' is null
      order by task_id
      """;

  private static final String LINEAGE =
      """
      with recursive line as (
        select task_id, parent_id from task
        where account_id = :account and task_id = :task and live
        union
        select above.task_id, above.parent_id
        from line join task above on above.task_id = line.parent_id
        where above.account_id = :account and above.live)
      select task_id from line
      """;

  private static final String COUNT =
      """
      select count(*), count(*) filter (where enabled) from task
      where account_id = :account and live
      """;

  private static final String EXPIRED =
      """
      select account_id, task_id from task
      where live and expires_at <= :now order by expires_at limit :most
      """;

  private static final RowMapper<Task> TASK =
      (row, _) -> TaskJson.readDefinition(row.getLong(1), row.getString(2));

  private static final RowMapper<TargetId> ID = (row, _) -> new TargetId(row.getLong(1));

  private final Database database;

  /** The directory of tasks. */
  public JdbiTaskDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Task> one(AccountId account, TargetId task) {
    return some(account, List.of(task)).stream().findFirst();
  }

  @Override
  public List<Task> some(AccountId account, List<TargetId> tasks) {
    return database.with(handle ->
        handle
            .createQuery(SOME)
            .bind("account", account.value())
            .bindArray("ids", Long.class, tasks.stream().map(TargetId::value).toList())
            .map(TASK)
            .list());
  }

  @Override
  public List<TargetId> ids(AccountId account, Filter filter) {
    FolderId folder = filter.folder();
    Instant since = filter.changedSince();
    return database.with(handle ->
        handle
            .createQuery(IDS)
            .bind("account", account.value())
            .bind("folder", folder == null ? null : folder.value())
            .bind("running", filter.running())
            .bind("ref", filter.ref())
            .bind("since", since == null ? null : since.atOffset(ZoneOffset.UTC))
            .map(ID)
            .list());
  }

  @Override
  public List<TargetId> naming(AccountId account, ContactId contact) {
    return database.with(handle ->
        handle
            .createQuery(NAMING)
            .bind("account", account.value())
            .bind("contact", contact.value())
            .map(ID)
            .list());
  }

  @Override
  public List<TargetId> namingNone(AccountId account) {
    return database.with(
        handle -> handle.createQuery(NAMING_NONE).bind("account", account.value()).map(ID).list());
  }

  @Override
  public List<TargetId> lineage(AccountId account, TargetId task) {
    return database.with(handle ->
        handle
            .createQuery(LINEAGE)
            .bind("account", account.value())
            .bind("task", task.value())
            .map(ID)
            .list());
  }

  @Override
  public Count count(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery(COUNT)
            .bind("account", account.value())
            .map((row, _) -> new Count(row.getLong(1), row.getLong(2)))
            .one());
  }

  @Override
  public List<Owned> expired(Instant now, int most) {
    return database.with(handle ->
        handle
            .createQuery(EXPIRED)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("most", most)
            .map((row, _) -> new Owned(new AccountId(row.getLong(1)), new TargetId(row.getLong(2))))
            .list());
  }
}
