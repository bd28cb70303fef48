package io.iplive.benchmarks.api;

import io.iplive.benchmarks.Complaint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The gateway's database, asked from outside. */
record Rows(int port, String password) {

  private static final Duration SETTLING = Duration.ofSeconds(1);

  /** As {@link #journalled}, once calls that were under way have ended. */
  long settled() throws InterruptedException {
    long last = -1;
    long now = journalled();
    while (now != last) {
      Thread.sleep(SETTLING);
      last = now;
      now = journalled();
    }
    return now;
  }

  /** Journal rows of monitors; complains unless commits are durable before they are answered. */
  long journalled() {
    String url = "jdbc:postgresql://127.0.0.1:%d/gateway".formatted(port);
    try (Connection connection = DriverManager.getConnection(url, "iplive", password);
        Statement statement = connection.createStatement()) {
      if (!one(statement, "show synchronous_commit").equals("on")
          || !one(statement, "show fsync").equals("on")) {
        throw new Complaint("the database does not wait for its disk");
      }
      return Long.parseLong(
          one(statement, "select count(*) from journal where stream like 'monitor-%'"));
    } catch (SQLException e) {
      throw new Complaint("the journal cannot be counted: " + e.getMessage(), e);
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
