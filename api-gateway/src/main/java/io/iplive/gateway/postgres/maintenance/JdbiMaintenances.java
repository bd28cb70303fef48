package io.iplive.gateway.postgres.maintenance;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.maintenance.Maintenance;
import io.iplive.gateway.maintenance.MaintenanceDirectory;
import io.iplive.gateway.maintenance.MaintenanceEvent;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceAdded;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceDeleted;
import io.iplive.gateway.maintenance.MaintenanceId;
import io.iplive.gateway.maintenance.MaintenanceJournal;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.Entry;
import io.iplive.gateway.postgres.OutboxSignal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** Maintenances in PostgreSQL. */
public final class JdbiMaintenances implements MaintenanceJournal, MaintenanceDirectory {

  private static final String LIVE =
      "select version, definition from maintenance where account_id = :account and live ";

  private static final String OVER =
      """
      select version, definition from maintenance
      where live and over_at < :by order by over_at limit :most
      """;

  private static final String READ_MODEL =
      """
      insert into maintenance (maintenance_id, account_id, live, over_at, version, definition)
      values (:maintenance, :account, :live, :over, :version, cast(:payload as jsonb) -> 'after')
      on conflict (maintenance_id) do update
      set live = excluded.live, version = excluded.version, definition = excluded.definition
      """;

  private static final RowMapper<Maintenance> ROW =
      (row, _) -> MaintenanceJson.readDefinition(row.getLong(1), row.getString(2));

  private final Database database;
  private final OutboxSignal signal;

  /** The maintenances. */
  public JdbiMaintenances(Database database, OutboxSignal signal) {
    this.database = database;
    this.signal = signal;
  }

  @Override
  public MaintenanceId nextMaintenance() {
    return new MaintenanceId(database.nextValue("maintenance_ids"));
  }

  @Override
  public void record(MaintenanceAdded event, Instant at) {
    if (!recorded(event, at)) {
      throw new IllegalStateException("%s exists already".formatted(event.after().id()));
    }
  }

  @Override
  public List<MaintenanceId> delete(AccountId account, List<MaintenanceId> ids, Instant at) {
    return delete(of(account).stream().filter(one -> ids.contains(one.id())).toList(), at);
  }

  @Override
  public int deleteOver(Instant by, int most, Instant at) {
    List<Maintenance> over =
        database.with(handle ->
            handle
                .createQuery(OVER)
                .bind("by", by.atOffset(ZoneOffset.UTC))
                .bind("most", most)
                .map(ROW)
                .list());
    return delete(over, at).size();
  }

  /** One that another deleted just now is deleted, too. */
  private List<MaintenanceId> delete(List<Maintenance> some, Instant at) {
    List<MaintenanceId> deleted = new ArrayList<>();
    for (Maintenance maintenance : some) {
      recorded(MaintenanceDeleted.of(maintenance), at);
      deleted.add(maintenance.id());
    }
    return deleted;
  }

  @Override
  public List<Maintenance> of(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery(LIVE + "order by maintenance_id")
            .bind("account", account.value())
            .map(ROW)
            .list());
  }

  private boolean recorded(MaintenanceEvent event, Instant at) {
    Maintenance maintenance = event.after();
    Instant over = maintenance.overAt();
    Entry entry =
        new Entry(
            "maintenance-" + maintenance.id().value(),
            maintenance.version(),
            MaintenanceJson.kind(event),
            at,
            MaintenanceJson.write(event));
    boolean recorded =
        database.write(handle ->
            entry
                .followedBy(handle, READ_MODEL)
                .bind("maintenance", maintenance.id().value())
                .bind("account", maintenance.account().value())
                .bind("live", maintenance.live())
                .bind("over", over == null ? null : over.atOffset(ZoneOffset.UTC))
                .execute());
    if (recorded) {
      signal.raise();
    }
    return recorded;
  }
}
