package io.iplive.gateway.postgres;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.monitor.LiveGroups;
import java.util.List;

/** Live groups of the read model. */
public final class JdbiLiveGroups implements LiveGroups {

  private static final String OF =
      """
      select app.app_id, app.name, monitor.group_id
      from app join monitor using (app_id)
      where app.account_id = :account and monitor.live
      order by monitor.monitor_id
      """;

  private final Database database;

  /** The groups. */
  public JdbiLiveGroups(Database database) {
    this.database = database;
  }

  @Override
  public List<Group> of(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery(OF)
            .bind("account", account.value())
            .map((row, _) ->
                new Group(
                    new Owner(account, new AppId(row.getLong(1)), row.getString(2)),
                    row.getLong(3)))
            .list());
  }
}
