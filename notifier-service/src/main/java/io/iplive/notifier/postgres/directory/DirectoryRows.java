package io.iplive.notifier.postgres.directory;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Account.Sender;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Monitor.Subject;
import io.iplive.notifier.directory.Monitor.Watch;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.postgres.DeliveryRows;
import io.iplive.notifier.text.Audience;
import io.iplive.notifier.text.Language;
import io.iplive.notifier.text.Texts.Reader;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the directory's tables as its types. */
final class DirectoryRows {

  private DirectoryRows() {}

  static Subscription subscription(ResultSet row) throws SQLException {
    Long appId = DeliveryRows.nullableLong(row, "app_app_id");
    App app = appId == null ? null : app(row, appId, row.getLong("app_account_id"), "app_name");
    return new Subscription(monitor(row), app);
  }

  private static Monitor monitor(ResultSet row) throws SQLException {
    return new Monitor(
        row.getLong("monitor_id"),
        version(row),
        row.getLong("account_id"),
        DeliveryRows.nullableLong(row, "app_id"),
        DeliveryRows.nullableLong(row, "group_id"),
        row.getBoolean("serving"),
        nullableLongs(row, "contacts"),
        row.getBoolean("send_recovery"),
        new Subject(row.getString("name"), row.getString("data"), addresses(row)),
        DeliveryRows.nullableLong(row, "parent_id"),
        new Watch(
            Duration.ofSeconds(row.getLong("detection_seconds")),
            Duration.ofSeconds(row.getLong("recovery_seconds"))));
  }

  private static Map<Long, String> addresses(ResultSet row) throws SQLException {
    Long[] ids = (Long[]) row.getArray("target_ids").getArray();
    String[] texts = (String[]) row.getArray("target_addresses").getArray();
    Map<Long, String> addresses = HashMap.newHashMap(ids.length);
    for (int i = 0; i < ids.length; i++) {
      addresses.put(ids[i], texts[i]);
    }
    return addresses;
  }

  static App app(ResultSet row, long appId, long accountId, String nameColumn) throws SQLException {
    return new App(
        appId,
        accountId,
        row.getString(nameColumn),
        row.getString("address"),
        secrets(row),
        row.getBoolean("on_change"),
        row.getBoolean("include_inconclusive"));
  }

  static Contact contact(ResultSet row) throws SQLException {
    return new Contact(
        row.getLong("contact_id"),
        row.getLong("account_id"),
        version(row),
        Channel.valueOf(row.getString("channel")),
        row.getBoolean("active"),
        row.getString("address"),
        secrets(row),
        row.getBoolean("is_default"),
        Repeats.valueOf(row.getString("repeats")),
        row.getBoolean("full_codes"),
        new Timing(
            Duration.ofMinutes(row.getInt("delay_minutes")),
            Duration.ofMinutes(row.getInt("repeat_minutes"))),
        new Reader(
            Language.valueOf(row.getString("language")),
            row.getString("zone"),
            Audience.valueOf(row.getString("audience"))));
  }

  /** An account without its apps. */
  static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("account_id"),
        version(row),
        row.getString("name"),
        Account.State.valueOf(row.getString("state")),
        row.getBoolean("test"),
        new Sender(
            row.getString("sender_address"),
            row.getString("sender_name"),
            row.getString("reply_to"),
            row.getString("sms_sender")),
        AccountJson.read(row.getString("templates")),
        List.of());
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(row.getInt("epoch"), row.getLong("version"));
  }

  private static List<SealedSecret> secrets(ResultSet row) throws SQLException {
    String[] texts = (String[]) row.getArray("secrets").getArray();
    return Arrays.stream(texts).map(SealedSecret::parse).toList();
  }

  private static @Nullable List<Long> nullableLongs(ResultSet row, String column)
      throws SQLException {
    Array array = row.getArray(column);
    return array == null ? null : List.of((Long[]) array.getArray());
  }
}
