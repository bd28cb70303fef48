package io.iplive.local.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Logs in and asks for one row. */
public final class PostgresHealth {

  public static final String OWNER = "iplive";

  private PostgresHealth() {}

  public static Health of(String jdbcAddress, String password) {
    try (Connection connection = connect(jdbcAddress, password);
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      return new Health.Up();
    } catch (SQLException e) {
      return new Health.Down(String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip());
    }
  }

  public static Connection connect(String jdbcAddress, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", OWNER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "5");
    properties.setProperty("sslmode", "disable");
    return DriverManager.getConnection(jdbcAddress, properties);
  }
}
