package io.iplive.benchmarks.notifier;

import io.iplive.benchmarks.Complaint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The notifier's database, asked from outside. */
record Rows(int port, String password) {

  private static final Duration STEP = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What is in it.
   *
   * @param deliveries rows
   * @param delivered those of them that were delivered
   * @param attempts rows
   * @param unpublished steps that are not yet in deliveries.v1
   */
  record Counts(long deliveries, long delivered, long attempts, long unpublished) {}

  /** As {@link #counts}, once nothing is waiting any more. */
  Counts settled() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Counts counts = counts();
    while (counts.unpublished() > 0 || counts.delivered() < counts.deliveries()) {
      if (System.nanoTime() > deadline) {
        throw new Complaint("the journal does not come to rest: " + counts);
      }
      Thread.sleep(STEP);
      counts = counts();
    }
    return counts;
  }

  /** Complains unless commits are durable before they are answered. */
  Counts counts() {
    String url = "jdbc:postgresql://127.0.0.1:%d/notifier".formatted(port);
    try (Connection connection = DriverManager.getConnection(url, "iplive", password);
        Statement statement = connection.createStatement()) {
      if (!one(statement, "show synchronous_commit").equals("on")
          || !one(statement, "show fsync").equals("on")) {
        throw new Complaint("the database does not wait for its disk");
      }
      return new Counts(
          count(statement, "delivery"),
          count(statement, "delivery where state = 'DELIVERED'"),
          count(statement, "attempt"),
          count(statement, "outbox"));
    } catch (SQLException e) {
      throw new Complaint("the journal cannot be counted: " + e.getMessage(), e);
    }
  }

  private static long count(Statement statement, String from) throws SQLException {
    return Long.parseLong(one(statement, "select count(*) from " + from));
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
