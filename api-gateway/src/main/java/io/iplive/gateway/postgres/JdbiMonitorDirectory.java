package io.iplive.gateway.postgres;

import io.iplive.gateway.account.AppId;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorDirectory;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Monitors of the read model. */
public final class JdbiMonitorDirectory implements MonitorDirectory {

  private static final String GROUP =
      "select version, definition from monitor where app_id = :app and live and group_id = :group";

  private static final String GROUPS =
      """
      select version, definition from monitor
      where app_id = :app and live and (:all or group_id > :after)
      order by group_id limit :most
      """;

  private static final RowMapper<Monitor> MONITOR =
      (row, _) -> MonitorJson.readDefinition(row.getLong(1), row.getString(2));

  private final Database database;

  /** The directory of monitors. */
  public JdbiMonitorDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Monitor> group(AppId app, long groupId) {
    return database.with(handle ->
        handle
            .createQuery(GROUP)
            .bind("app", app.value())
            .bind("group", groupId)
            .map(MONITOR)
            .findOne());
  }

  @Override
  public List<Monitor> groups(AppId app, Optional<Long> after, int most) {
    return database.with(handle ->
        handle
            .createQuery(GROUPS)
            .bind("app", app.value())
            .bind("all", after.isEmpty())
            .bind("after", after.orElse(0L))
            .bind("most", most)
            .map(MONITOR)
            .list());
  }
}
