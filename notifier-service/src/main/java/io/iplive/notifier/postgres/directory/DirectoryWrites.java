package io.iplive.notifier.postgres.directory;

import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.DirectoryChange.AccountChanged;
import io.iplive.notifier.directory.DirectoryChange.AccountGone;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.ContactGone;
import io.iplive.notifier.directory.DirectoryChange.MaintenanceChanged;
import io.iplive.notifier.directory.DirectoryChange.MaintenanceGone;
import io.iplive.notifier.directory.DirectoryChange.MonitorChanged;
import io.iplive.notifier.directory.DirectoryChange.MonitorGone;
import io.iplive.notifier.directory.Maintenance;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.postgres.DeliveryWrites;
import io.iplive.notifier.routing.BalanceRouting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changes of the directory; ids are never used again, so removals come last. */
final class DirectoryWrites {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWrites.class);

  private static final String MONITOR =
      """
      insert into monitor (monitor_id, epoch, version, account_id, app_id, group_id, active,
                           contacts, send_recovery, name, data, target_ids, target_addresses,
                           parent_id, detection_seconds, recovery_seconds)
      values (:id, :epoch, :version, :accountId, :appId, :groupId, :active,
              :contacts, :sendRecovery, :name, :data, :targetIds, :targetAddresses,
              :parentId, :detection, :recovery)
      on conflict (monitor_id) do update
      set epoch = excluded.epoch, version = excluded.version, account_id = excluded.account_id,
          app_id = excluded.app_id, group_id = excluded.group_id, active = excluded.active,
          contacts = excluded.contacts, send_recovery = excluded.send_recovery,
          name = excluded.name, data = excluded.data, target_ids = excluded.target_ids,
          target_addresses = excluded.target_addresses, parent_id = excluded.parent_id,
          detection_seconds = excluded.detection_seconds,
          recovery_seconds = excluded.recovery_seconds
      where (monitor.epoch, monitor.version) < (excluded.epoch, excluded.version)
      """;

  /** To another address, or after all rounds were told, the next round counts as a change. */
  private static final String TELL_ANEW =
      """
      delete from last_statuses using app, monitor
      where app.app_id = :id
        and (app.address is distinct from :address or app.on_change <> :onChange)
        and monitor.app_id = app.app_id and last_statuses.monitor_id = monitor.monitor_id
      """;

  private static final String CONTACT =
      """
      insert into contact (contact_id, epoch, version, account_id, channel, active, address, host,
                           secrets, is_default, repeats, full_codes, delay_minutes, repeat_minutes,
                           language, zone, audience)
      values (:id, :epoch, :version, :accountId, :channel, :active, :address, :host,
              :secrets, :isDefault, :repeats, :fullCodes, :delayMinutes, :repeatMinutes,
              :language, :zone, :audience)
      on conflict (contact_id) do update
      set epoch = excluded.epoch, version = excluded.version, account_id = excluded.account_id,
          channel = excluded.channel, active = excluded.active, address = excluded.address,
          host = excluded.host, secrets = excluded.secrets, is_default = excluded.is_default,
          repeats = excluded.repeats, full_codes = excluded.full_codes,
          delay_minutes = excluded.delay_minutes, repeat_minutes = excluded.repeat_minutes,
          language = excluded.language, zone = excluded.zone, audience = excluded.audience
      where (contact.epoch, contact.version) < (excluded.epoch, excluded.version)
      """;

  private static final String ACCOUNT =
      """
      insert into account (account_id, epoch, version, name, state, test, sender_address,
                           sender_name, reply_to, sms_sender, templates)
      values (:id, :epoch, :version, :name, :state, :test, :senderAddress,
              :senderName, :replyTo, :smsSender, :templates)
      on conflict (account_id) do update
      set epoch = excluded.epoch, version = excluded.version, name = excluded.name,
          state = excluded.state, test = excluded.test, sender_address = excluded.sender_address,
          sender_name = excluded.sender_name, reply_to = excluded.reply_to,
          sms_sender = excluded.sms_sender, templates = excluded.templates
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

  /** What waits for a receiver that moved waits for the new one. */
  private static final String MOVE_TURNS =
      """
      update turn set host = r.host
      from lane l
      join (select 'CONTACT' as receiver, contact_id as id, host from contact
            where contact_id = any(:contacts)
            union all
            select 'APP', app_id, host from app where account_id = any(:accounts)) r
        on r.receiver = l.receiver and r.id = l.receiver_id
      where turn.lane_id = l.lane_id and turn.host <> r.host
      """;

  private DirectoryWrites() {}

  /** The driver makes one statement of a batch, and that must not write a row twice. */
  static void apply(Handle handle, List<DirectoryChange> changes) {
    Map<Long, Monitor> monitors = new LinkedHashMap<>();
    Map<Long, Contact> contacts = new LinkedHashMap<>();
    for (DirectoryChange change : changes) {
      switch (change) {
        case MonitorChanged(Monitor monitor) ->
            monitors.merge(monitor.monitorId(), monitor, newer(Monitor::version));
        case ContactChanged(Contact contact) ->
            contacts.merge(contact.contactId(), contact, newer(Contact::version));
        case AccountChanged(Account account, Instant at) -> save(handle, account, at);
        case MaintenanceChanged(Maintenance maintenance) ->
            MaintenanceRows.save(handle, maintenance);
        case MonitorGone _, ContactGone _, AccountGone _, MaintenanceGone _ -> {}
      }
    }
    PreparedBatch batch = handle.prepareBatch(MONITOR);
    monitors.values().forEach(monitor -> add(batch, monitor));
    execute(batch);
    PreparedBatch more = handle.prepareBatch(CONTACT);
    contacts.values().forEach(contact -> add(more, contact));
    execute(more);
    moveTurns(handle, changes);
    changes.forEach(change -> remove(handle, change));
  }

  private static <T> BinaryOperator<T> newer(Function<T, Version> version) {
    return BinaryOperator.maxBy(Comparator.comparing(version));
  }

  private static void moveTurns(Handle handle, List<DirectoryChange> changes) {
    List<Long> contacts = new ArrayList<>();
    List<Long> accounts = new ArrayList<>();
    for (DirectoryChange change : changes) {
      switch (change) {
        case ContactChanged(Contact contact) -> contacts.add(contact.contactId());
        case AccountChanged(Account account, _) -> accounts.add(account.accountId());
        case MonitorChanged _,
            MonitorGone _,
            ContactGone _,
            AccountGone _,
            MaintenanceChanged _,
            MaintenanceGone _ -> {}
      }
    }
    if (!contacts.isEmpty() || !accounts.isEmpty()) {
      handle
          .createUpdate(MOVE_TURNS)
          .bindArray("contacts", Long.class, contacts)
          .bindArray("accounts", Long.class, accounts)
          .execute();
    }
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
      case MaintenanceGone(long id) ->
          handle.execute("delete from maintenance where maintenance_id = ?", id);
      case MonitorChanged _, ContactChanged _, AccountChanged _, MaintenanceChanged _ -> {}
    }
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static void add(PreparedBatch batch, Monitor monitor) {
    List<Long> targets = List.copyOf(monitor.subject().addresses().keySet());
    bind(batch, monitor.monitorId(), monitor.version())
        .bind("accountId", monitor.accountId())
        .bind("appId", monitor.appId())
        .bind("groupId", monitor.groupId())
        .bind("active", monitor.active())
        .bind("contacts", monitor.contacts() == null ? null : longs(monitor.contacts()))
        .bind("sendRecovery", monitor.sendRecovery())
        .bind("name", monitor.subject().name())
        .bind("data", monitor.subject().data())
        .bind("targetIds", targets.toArray(Long[]::new))
        .bind(
            "targetAddresses",
            targets.stream().map(monitor.subject().addresses()::get).toArray(String[]::new))
        .bind("parentId", monitor.parentId())
        .bind("detection", monitor.watch().detection().toSeconds())
        .bind("recovery", monitor.watch().recovery().toSeconds())
        .add();
  }

  private static void add(PreparedBatch batch, Contact contact) {
    bind(batch, contact.contactId(), contact.version())
        .bind("accountId", contact.accountId())
        .bind("channel", contact.channel().name())
        .bind("active", contact.active())
        .bind("address", contact.address())
        .bind("host", contact.host())
        .bind("secrets", secrets(contact))
        .bind("isDefault", contact.isDefault())
        .bind("repeats", contact.repeats().name())
        .bind("fullCodes", contact.fullCodes())
        .bind("delayMinutes", Math.toIntExact(contact.timing().delay().toMinutes()))
        .bind("repeatMinutes", Math.toIntExact(contact.timing().repeat().toMinutes()))
        .bind("language", contact.reader().language().name())
        .bind("zone", contact.reader().zone())
        .bind("audience", contact.reader().audience().name())
        .add();
  }

  private static <T extends SqlStatement<T>> T bind(T statement, long id, Version version) {
    return statement
        .bind("id", id)
        .bind("epoch", version.epoch())
        .bind("version", version.version());
  }

  private static void save(Handle handle, Account account, Instant at) {
    Account.State before =
        handle
            .createQuery("select state from account where account_id = :id for update")
            .bind("id", account.accountId())
            .mapTo(Account.State.class)
            .findOne()
            .orElse(null);
    int taken =
        bind(handle.createUpdate(ACCOUNT), account.accountId(), account.version())
            .bind("name", account.name())
            .bind("state", account.state().name())
            .bind("test", account.test())
            .bind("senderAddress", account.sender().address())
            .bind("senderName", account.sender().name())
            .bind("replyTo", account.sender().replyTo())
            .bind("smsSender", account.sender().sms())
            .bind("templates", AccountJson.written(account.templates()))
            .execute();
    if (taken == 0) {
      return;
    }
    saveApps(handle, account);
    if (BalanceRouting.ranOut(before, account)) {
      List<NewDelivery> deliveries =
          BalanceRouting.deliveries(
              "account:%d:%d:%d"
                  .formatted(
                      account.accountId(), account.version().epoch(), account.version().version()),
              new Message.BalanceZero(at.getEpochSecond()),
              JdbiDirectory.contacts(handle, List.of(account.accountId())));
      if (deliveries.isEmpty()) {
        LOG.warn(
            "Account {} has no contact that could be told of its balance", account.accountId());
      }
      DeliveryWrites.record(handle, deliveries);
    }
  }

  private static void saveApps(Handle handle, Account account) {
    for (App app : account.apps()) {
      handle
          .createUpdate(TELL_ANEW)
          .bind("id", app.appId())
          .bind("address", app.address())
          .bind("onChange", app.onChange())
          .execute();
    }
    handle.execute("delete from app where account_id = ?", account.accountId());
    for (App app : account.apps()) {
      handle
          .createUpdate(APP)
          .bind("id", app.appId())
          .bind("accountId", app.accountId())
          .bind("name", app.name())
          .bind("address", app.address())
          .bind("host", app.host())
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
