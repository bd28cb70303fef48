package io.iplive.notifier.postgres;

import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The directory in PostgreSQL. */
public final class JdbiDirectory implements Directory {

  private static final String SUBSCRIPTIONS =
      """
      select m.*, a.app_id as app_app_id, a.account_id as app_account_id, a.name, a.address,
             a.secrets, a.on_change, a.include_inconclusive
      from monitor m left join app a on a.app_id = m.app_id
      where m.monitor_id = any(:ids)
      """;

  private static final String SAVE_POSITION =
      """
      insert into read_position (topic, partition, next_offset) values (:topic, :partition, :next)
      on conflict (topic, partition) do update set next_offset = excluded.next_offset
      """;

  private final Store store;

  public JdbiDirectory(Jdbi jdbi) {
    this.store = new Store(jdbi);
  }

  @Override
  public void apply(List<DirectoryChange> changes, Collection<ReadPosition> positions) {
    store.useTransaction(handle -> {
      DirectoryWrites.apply(handle, changes);
      savePositions(handle, positions);
    });
  }

  private static void savePositions(Handle handle, Collection<ReadPosition> positions) {
    for (ReadPosition position : positions) {
      handle
          .createUpdate(SAVE_POSITION)
          .bind("topic", position.topic())
          .bind("partition", position.partition())
          .bind("next", position.next())
          .execute();
    }
  }

  @Override
  public Collection<ReadPosition> positions() {
    return store.inTransaction(handle ->
        handle
            .createQuery("select topic, partition, next_offset from read_position")
            .map((row, _) ->
                new ReadPosition(
                    row.getString("topic"), row.getInt("partition"), row.getLong("next_offset")))
            .list());
  }

  @Override
  public Map<Long, Subscription> subscriptions(Collection<Long> monitorIds) {
    List<Subscription> found =
        store.inTransaction(handle ->
            handle
                .createQuery(SUBSCRIPTIONS)
                .bindArray("ids", Long.class, List.copyOf(monitorIds))
                .map((row, _) -> DirectoryRows.subscription(row))
                .list());
    Map<Long, Subscription> byId = HashMap.newHashMap(found.size());
    found.forEach(subscription -> byId.put(subscription.monitor().monitorId(), subscription));
    return byId;
  }

  @Override
  public Map<Long, List<Contact>> contactsOfAccounts(Collection<Long> accountIds) {
    Map<Long, List<Contact>> byAccount = new HashMap<>();
    contacts("select * from contact where active and account_id = any(:ids)", accountIds)
        .forEach(contact ->
            byAccount.computeIfAbsent(contact.accountId(), _ -> new ArrayList<>()).add(contact));
    return byAccount;
  }

  @Override
  public Map<Long, Contact> contacts(Collection<Long> contactIds) {
    Map<Long, Contact> byId = new HashMap<>();
    contacts("select * from contact where active and contact_id = any(:ids)", contactIds)
        .forEach(contact -> byId.put(contact.contactId(), contact));
    return byId;
  }

  private List<Contact> contacts(String sql, Collection<Long> ids) {
    return store.inTransaction(handle ->
        handle
            .createQuery(sql)
            .bindArray("ids", Long.class, List.copyOf(ids))
            .map((row, _) -> DirectoryRows.contact(row))
            .list());
  }

  @Override
  public Map<Long, App> apps(Collection<Long> appIds) {
    List<App> found =
        store.inTransaction(handle ->
            handle
                .createQuery("select * from app where app_id = any(:ids)")
                .bindArray("ids", Long.class, List.copyOf(appIds))
                .map((row, _) ->
                    DirectoryRows.app(row, row.getLong("app_id"), row.getLong("account_id")))
                .list());
    Map<Long, App> byId = HashMap.newHashMap(found.size());
    found.forEach(app -> byId.put(app.appId(), app));
    return byId;
  }
}
