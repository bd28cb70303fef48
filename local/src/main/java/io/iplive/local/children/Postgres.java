package io.iplive.local.children;

import io.iplive.local.health.Health;
import io.iplive.local.health.PostgresHealth;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.instance.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** PostgreSQL as a child process; durable: a commit is on the disk when it is answered. */
public final class Postgres implements Child {

  private static final String MAJOR = "18";
  private static final List<String> DATABASES = List.of("gateway", "notifier", "registry");

  private final DataDirectory data;
  private final Settings settings;
  private final Secrets secrets;
  private final PostgresPrograms programs;
  private final Supplier<Health> health;

  public Postgres(
      DataDirectory data,
      Settings settings,
      Secrets secrets,
      PostgresPrograms programs,
      Supplier<Health> health) {
    this.data = data;
    this.settings = settings;
    this.secrets = secrets;
    this.programs = programs;
    this.health = health;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public void prepare() throws IOException {
    programs.unpackOnce();
    if (!Files.exists(data.postgres())) {
      initialise();
    }
    refuseDamaged();
    forgetForeignLock();
  }

  /** Made beside its place and moved there when whole: a kill in between leaves nothing half. */
  private void initialise() throws IOException {
    Path fresh = data.path().resolve("postgres.new");
    Trees.delete(fresh);
    Path password = data.run().resolve("password");
    try {
      Files.deleteIfExists(password);
      Files.createFile(
          password,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(password, secrets.databasePassword());
      programs.run(
          data.log(name()),
          "initdb",
          "--pgdata=" + fresh,
          "--username=" + PostgresHealth.OWNER,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--no-instructions");
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(fresh, data.postgres());
  }

  private void refuseDamaged() throws IOException {
    Path version = data.postgres().resolve("PG_VERSION");
    if (!Files.isRegularFile(version)
        || !Files.isRegularFile(data.postgres().resolve("global").resolve("pg_control"))) {
      throw new Complaint(
          "%s is damaged (no PostgreSQL database is in it): %s."
              .formatted(data.postgres(), remedy()));
    }
    String major = Files.readString(version).strip();
    if (!major.equals(MAJOR)) {
      throw new Complaint(
          "%s is of PostgreSQL '%s' and this program brings %s: %s."
              .formatted(data.postgres(), major, MAJOR, remedy()));
    }
  }

  /** A lock file whose process is no postmaster of ours any more would keep it from starting. */
  private void forgetForeignLock() throws IOException {
    Path lock = data.postgres().resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    String pid = Files.readString(lock).lines().findFirst().orElse("").strip();
    boolean ours =
        pid.matches("[0-9]{1,9}")
            && ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    if (!ours) {
      Files.delete(lock);
    }
  }

  @Override
  public List<String> command() {
    List<String> command =
        new ArrayList<>(programs.command("postgres", "-D", data.postgres().toString()));
    Stream.of(
            "port=" + settings.port("postgres"),
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "shared_buffers=32MB",
            "max_connections=80",
            "max_wal_size=256MB",
            "io_method=sync",
            "jit=off",
            "max_logical_replication_workers=0",
            "log_line_prefix=%m [%p] ")
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  @Override
  public Health health() {
    return health.get();
  }

  @Override
  public Signal farewell() {
    return Signal.INT;
  }

  @Override
  public String remedy() {
    return "put %s back from a copy, or begin afresh with another --data directory"
        .formatted(data.postgres());
  }

  /** Creates the databases that are missing. */
  public void createDatabases() {
    try (Connection connection =
            PostgresHealth.connect(settings.jdbcAddress("postgres"), secrets.databasePassword());
        Statement statement = connection.createStatement()) {
      for (String database : DATABASES) {
        if (!exists(statement, database)) {
          statement.execute("create database " + database);
        }
      }
    } catch (SQLException e) {
      throw Complaint.about(
          name(),
          "The databases could not be made (%s): %s.".formatted(e.getMessage(), remedy()),
          e);
    }
  }

  private static boolean exists(Statement statement, String database) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("select 1 from pg_database where datname = '" + database + "'")) {
      return found.next();
    }
  }
}
