package io.iplive.notifier.postgres;

import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.directory.Version;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the directory's tables as its types. */
final class DirectoryRows {

  private DirectoryRows() {}

  static Subscription subscription(ResultSet row) throws SQLException {
    Long appId = nullableLong(row, "app_app_id");
    App app = appId == null ? null : app(row, appId, row.getLong("app_account_id"));
    return new Subscription(monitor(row), app);
  }

  private static Monitor monitor(ResultSet row) throws SQLException {
    return new Monitor(
        row.getLong("monitor_id"),
        new Version(row.getInt("epoch"), row.getLong("version")),
        row.getLong("account_id"),
        nullableLong(row, "app_id"),
        nullableLong(row, "group_id"),
        row.getBoolean("active"),
        nullableLongs(row, "contacts"),
        row.getBoolean("send_recovery"));
  }

  static App app(ResultSet row, long appId, long accountId) throws SQLException {
    return new App(
        appId,
        accountId,
        row.getString("name"),
        row.getString("address"),
        secrets(row),
        row.getBoolean("on_change"),
        row.getBoolean("include_inconclusive"));
  }

  static Contact contact(ResultSet row) throws SQLException {
    return new Contact(
        row.getLong("contact_id"),
        row.getLong("account_id"),
        new Version(row.getInt("epoch"), row.getLong("version")),
        Channel.valueOf(row.getString("channel")),
        row.getBoolean("active"),
        row.getString("address"),
        secrets(row),
        row.getBoolean("is_default"),
        Repeats.valueOf(row.getString("repeats")),
        row.getBoolean("full_codes"));
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

  static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Integer nullableInt(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
