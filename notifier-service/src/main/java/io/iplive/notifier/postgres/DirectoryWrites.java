package io.iplive.notifier.postgres;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.DirectoryChange.AccountChanged;
import io.iplive.notifier.directory.DirectoryChange.AccountGone;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.ContactGone;
import io.iplive.notifier.directory.DirectoryChange.MonitorChanged;
import io.iplive.notifier.directory.DirectoryChange.MonitorGone;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.Version;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes changes of the directory; ids are never used again, so removals come last. */
final class DirectoryWrites {

  private static final String MONITOR =
      """
      insert into monitor (monitor_id, epoch, version, account_id, app_id, group_id, active,
                           contacts, send_recovery)
      values (:id, :epoch, :version, :accountId, :appId, :groupId, :active, :contacts, :sendRecovery)
      on conflict (monitor_id) do update
      set epoch = excluded.epoch, version = excluded.version, account_id = excluded.account_id,
          app_id = excluded.app_id, group_id = excluded.group_id, active = excluded.active,
          contacts = excluded.contacts, send_recovery = excluded.send_recovery
      where (monitor.epoch, monitor.version) < (excluded.epoch, excluded.version)
      """;

  private static final String CONTACT =
      """
      insert into contact (contact_id, epoch, version, account_id, channel, active, address, host,
                           secrets, is_default, repeats, full_codes)
      values (:id, :epoch, :version, :accountId, :channel, :active, :address, :host,
              :secrets, :isDefault, :repeats, :fullCodes)
      on conflict (contact_id) do update
      set epoch = excluded.epoch, version = excluded.version, account_id = excluded.account_id,
          channel = excluded.channel, active = excluded.active, address = excluded.address,
          host = excluded.host, secrets = excluded.secrets, is_default = excluded.is_default,
          repeats = excluded.repeats, full_codes = excluded.full_codes
      where (contact.epoch, contact.version) < (excluded.epoch, excluded.version)
      """;

  private static final String ACCOUNT =
      """
      insert into account (account_id, epoch, version) values (:id, :epoch, :version)
      on conflict (account_id) do update
      set epoch = excluded.epoch, version = excluded.version
      where (account.epoch, account.version) < (excluded.epoch, excluded.version)
      """;

  private static final String APP =
      """
      insert into app (app_id, account_id, name, address, host, secrets, on_change,
                       include_inconclusive)
      values (:id, :accountId, :name, :address, :host, :secrets, :onChange, :includeInconclusive)
      on conflict (app_id) do update
      set account_id = excluded.account_id, name = excluded.name, address = excluded.address,
          host = excluded.host, secrets = excluded.secrets, on_change = excluded.on_change,
          include_inconclusive = excluded.include_inconclusive
      """;

  private DirectoryWrites() {}

  static void apply(Handle handle, List<DirectoryChange> changes) {
    PreparedBatch monitors = handle.prepareBatch(MONITOR);
    PreparedBatch contacts = handle.prepareBatch(CONTACT);
    for (DirectoryChange change : changes) {
      switch (change) {
        case MonitorChanged(Monitor monitor) -> add(monitors, monitor);
        case ContactChanged(Contact contact) -> add(contacts, contact);
        case AccountChanged(Account account) -> save(handle, account);
        case MonitorGone _, ContactGone _, AccountGone _ -> {}
      }
    }
    execute(monitors);
    execute(contacts);
    changes.forEach(change -> remove(handle, change));
  }

  private static void remove(Handle handle, DirectoryChange change) {
    switch (change) {
      case MonitorGone(long id) -> {
        handle.execute("delete from monitor where monitor_id = ?", id);
        handle.execute("delete from last_statuses where monitor_id = ?", id);
      }
      case ContactGone(long id) -> handle.execute("delete from contact where contact_id = ?", id);
      case AccountGone(long id) -> {
        handle.execute("delete from app where account_id = ?", id);
        handle.execute("delete from account where account_id = ?", id);
      }
      case MonitorChanged _, ContactChanged _, AccountChanged _ -> {}
    }
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static void add(PreparedBatch batch, Monitor monitor) {
    bind(batch, monitor.monitorId(), monitor.version())
        .bind("accountId", monitor.accountId())
        .bind("appId", monitor.appId())
        .bind("groupId", monitor.groupId())
        .bind("active", monitor.active())
        .bind("contacts", monitor.contacts() == null ? null : longs(monitor.contacts()))
        .bind("sendRecovery", monitor.sendRecovery())
        .add();
  }

  private static void add(PreparedBatch batch, Contact contact) {
    bind(batch, contact.contactId(), contact.version())
        .bind("accountId", contact.accountId())
        .bind("channel", contact.channel().name())
        .bind("active", contact.active())
        .bind("address", contact.address())
        .bind("host", Recipient.host(contact.address()))
        .bind("secrets", secrets(contact))
        .bind("isDefault", contact.isDefault())
        .bind("repeats", contact.repeats().name())
        .bind("fullCodes", contact.fullCodes())
        .add();
  }

  private static PreparedBatch bind(PreparedBatch batch, long id, Version version) {
    return batch.bind("id", id).bind("epoch", version.epoch()).bind("version", version.version());
  }

  private static void save(Handle handle, Account account) {
    int taken =
        handle
            .createUpdate(ACCOUNT)
            .bind("id", account.accountId())
            .bind("epoch", account.version().epoch())
            .bind("version", account.version().version())
            .execute();
    if (taken == 0) {
      return;
    }
    handle.execute("delete from app where account_id = ?", account.accountId());
    for (App app : account.apps()) {
      handle
          .createUpdate(APP)
          .bind("id", app.appId())
          .bind("accountId", app.accountId())
          .bind("name", app.name())
          .bind("address", app.address())
          .bind("host", Recipient.host(app.address()))
          .bind("secrets", secrets(app))
          .bind("onChange", app.onChange())
          .bind("includeInconclusive", app.includeInconclusive())
          .execute();
    }
  }

  private static String[] secrets(Recipient recipient) {
    return recipient.secrets().stream().map(SealedSecret::text).toArray(String[]::new);
  }

  private static Long[] longs(List<Long> values) {
    return values.toArray(Long[]::new);
  }
}
