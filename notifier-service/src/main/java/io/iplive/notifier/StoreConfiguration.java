package io.iplive.notifier;

import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.outbox.Outbox;
import io.iplive.notifier.postgres.JdbiJournal;
import io.iplive.notifier.postgres.JdbiOutageJournal;
import io.iplive.notifier.postgres.JdbiOutbox;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.postgres.silence.JdbiSilences;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Silences;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the notifier keeps, in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  private static final int RELAY_TIMEOUT_SECONDS = 10;

  /** Migrated first: whoever gets the database gets its tables. */
  @Bean
  Jdbi jdbi(DataSource dataSource, FlywayMigrationInitializer migrated) {
    Jdbi jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    // Bound values would put customers' addresses into the log.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }

  @Bean
  Directory directory(Jdbi jdbi) {
    return new JdbiDirectory(jdbi);
  }

  @Bean
  Journal journal(Jdbi jdbi) {
    return new JdbiJournal(jdbi);
  }

  @Bean
  OutageJournal outageJournal(Jdbi jdbi) {
    return new JdbiOutageJournal(jdbi);
  }

  @Bean
  Silences silences(Jdbi jdbi) {
    return new JdbiSilences(jdbi);
  }

  @Bean
  Outbox outbox(Jdbi jdbi, JdbcConnectionDetails connection) {
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(connection.getJdbcUrl());
    if (connection.getUsername() != null) {
      own.setUser(connection.getUsername());
      own.setPassword(connection.getPassword());
    }
    own.setApplicationName("notifier-relay");
    own.setTcpKeepAlive(true);
    own.setConnectTimeout(RELAY_TIMEOUT_SECONDS);
    own.setSocketTimeout(RELAY_TIMEOUT_SECONDS);
    return new JdbiOutbox(jdbi, own);
  }
}
