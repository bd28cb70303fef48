package io.iplive.notifier;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** One PostgreSQL for all tests of the module, and databases in it. */
public final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDBC address of a new, empty database, in which a commit outlives a crash. */
  public static String create(String name) throws SQLException {
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      statement.execute("alter database " + name + " set synchronous_commit = on");
    }
    return SERVER.getJdbcUrl("postgres", name);
  }

  /** A database with the notifier's tables. */
  public static Jdbi migrated(String url) {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration/notifier")
        .load()
        .migrate();
    return Jdbi.create(url).installPlugin(new PostgresPlugin());
  }

  /** Kills a process that serves a database: the server ends all others too, and recovers. */
  static void kill(String name) {
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet serving =
            statement.executeQuery(
                "select pid from pg_stat_activity where datname = '%s' limit 1".formatted(name))) {
      if (!serving.next()
          || !ProcessHandle.of(serving.getLong(1)).orElseThrow().destroyForcibly()) {
        throw new IllegalStateException("Nothing serves " + name);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
