package io.iplive.notifier.postgres.directory;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.maintenance.Window;
import io.iplive.notifier.postgres.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** The directory in PostgreSQL. */
public final class JdbiDirectory implements Directory {

  private static final String SUBSCRIPTIONS =
      """
      select m.*, m.active and coalesce(o.state, 'ACTIVE') = 'ACTIVE' as serving,
             a.app_id as app_app_id, a.account_id as app_account_id, a.name as app_name, a.address,
             a.secrets, a.on_change, a.include_inconclusive
      from monitor m
      left join app a on a.app_id = m.app_id
      left join account o on o.account_id = m.account_id
      where m.monitor_id = any(:ids)
      """;

  /** Of accounts that are neither banned nor gone. */
  static final String CONTACTS =
      """
      select c.* from contact c left join account o on o.account_id = c.account_id
      where c.active and c.bad_address is distinct from c.address
        and coalesce(o.state, 'ACTIVE') in ('ACTIVE', 'UNPAID')
        and c.%s = any(:ids)
      """;

  private static final String APPS =
      """
      select a.* from app a left join account o on o.account_id = a.account_id
      where coalesce(o.state, 'ACTIVE') in ('ACTIVE', 'UNPAID') and a.app_id = any(:ids)
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
    return byId(
        SUBSCRIPTIONS,
        monitorIds,
        (row, _) -> DirectoryRows.subscription(row),
        subscription -> subscription.monitor().monitorId());
  }

  @Override
  public Map<Long, List<Contact>> contactsOfAccounts(Collection<Long> accountIds) {
    Map<Long, List<Contact>> byAccount = new HashMap<>();
    store
        .inTransaction(handle -> contacts(handle, accountIds))
        .forEach(contact ->
            byAccount.computeIfAbsent(contact.accountId(), _ -> new ArrayList<>()).add(contact));
    return byAccount;
  }

  static List<Contact> contacts(Handle handle, Collection<Long> accountIds) {
    return handle
        .createQuery(CONTACTS.formatted("account_id"))
        .bindArray("ids", Long.class, List.copyOf(accountIds))
        .map((row, _) -> DirectoryRows.contact(row))
        .list();
  }

  @Override
  public Map<Long, Contact> contacts(Collection<Long> contactIds) {
    return byId(
        CONTACTS.formatted("contact_id"),
        contactIds,
        (row, _) -> DirectoryRows.contact(row),
        Contact::contactId);
  }

  @Override
  public Map<Long, App> apps(Collection<Long> appIds) {
    return byId(
        APPS,
        appIds,
        (row, _) ->
            DirectoryRows.app(row, row.getLong("app_id"), row.getLong("account_id"), "name"),
        App::appId);
  }

  @Override
  public Map<Long, Account> accounts(Collection<Long> accountIds) {
    return byId(
        "select * from account where account_id = any(:ids)",
        accountIds,
        (row, _) -> DirectoryRows.account(row),
        Account::accountId);
  }

  @Override
  public Map<Long, List<Window>> windows(Collection<Long> targetIds) {
    return store.inTransaction(handle -> MaintenanceRows.windows(handle, targetIds));
  }

  private <T> Map<Long, T> byId(
      String sql, Collection<Long> ids, RowMapper<T> rows, Function<T, Long> id) {
    List<T> found =
        store.inTransaction(handle ->
            handle
                .createQuery(sql)
                .bindArray("ids", Long.class, List.copyOf(ids))
                .map(rows)
                .list());
    Map<Long, T> byId = HashMap.newHashMap(found.size());
    found.forEach(each -> byId.put(id.apply(each), each));
    return byId;
  }

  @Override
  public void markBad(long contactId, String address) {
    store.useTransaction(handle ->
        handle.execute(
            "update contact set bad_address = ? where contact_id = ?", address, contactId));
  }
}
