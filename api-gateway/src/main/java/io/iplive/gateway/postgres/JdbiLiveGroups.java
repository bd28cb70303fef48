package io.iplive.gateway.postgres;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.monitor.LiveGroups;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Live groups of the read model. */
public final class JdbiLiveGroups implements LiveGroups {

  private static final String OF =
      """
      select app.app_id, app.name, monitor.group_id
      from app join monitor using (app_id)
      where app.account_id = :account and monitor.live
      """;

  private static final String NAMING =
      "and monitor.definition -> 'contacts' @> to_jsonb(cast(:contact as bigint)) ";

  private static final String NAMING_NONE =
      "and coalesce(jsonb_typeof(monitor.definition -> 'contacts'), 'null') = 'null' ";

  private static final String IN_ORDER = "order by monitor.monitor_id";

  private final Database database;

  /** The groups. */
  public JdbiLiveGroups(Database database) {
    this.database = database;
  }

  @Override
  public List<Group> of(AccountId account) {
    return database.with(handle -> groups(handle.createQuery(OF + IN_ORDER), account));
  }

  @Override
  public List<Group> naming(AccountId account, ContactId contact) {
    return database.with(handle ->
        groups(
            handle.createQuery(OF + NAMING + IN_ORDER).bind("contact", contact.value()), account));
  }

  @Override
  public List<Group> namingNone(AccountId account) {
    return database.with(
        handle -> groups(handle.createQuery(OF + NAMING_NONE + IN_ORDER), account));
  }

  private static List<Group> groups(Query query, AccountId account) {
    return query
        .bind("account", account.value())
        .map((row, _) ->
            new Group(
                new Owner(account, new AppId(row.getLong(1)), row.getString(2)), row.getLong(3)))
        .list();
  }
}
