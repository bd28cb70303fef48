package io.iplive.local.supervision;

import io.iplive.local.children.Broker;
import io.iplive.local.children.Keeper;
import io.iplive.local.children.Postgres;
import io.iplive.local.children.PostgresPrograms;
import io.iplive.local.children.Registry;
import io.iplive.local.health.Checkup;
import io.iplive.local.health.Health;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.OperatorSettings;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.operator.Panel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts all parts of an installation, keeps them, stops them in order. */
public final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(10);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration FAREWELL = Duration.ofSeconds(15);
  private static final Duration TRAINING_FAREWELL = Duration.ofMinutes(5);
  private static final int LOG_CHECK_SECONDS = 30;

  private final Settings settings;
  private final Progress progress;
  private final Checkup checkup;
  private final Postgres database;
  private final Keeper postgres;
  private final Keeper broker;
  private final Keeper registry;
  private final Services services;
  private final Duration patience;
  private final Duration farewell;
  private final CountDownLatch stopped = new CountDownLatch(1);

  public Supervisor(
      DataDirectory data,
      Settings settings,
      Secrets secrets,
      Distribution distribution,
      AotCaches caches,
      Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.checkup = new Checkup(settings, secrets.databasePassword());
    this.farewell = caches.training() ? TRAINING_FAREWELL : FAREWELL;
    this.patience = caches.training() ? TRAINING_PATIENCE : PATIENCE;
    String build = distribution.stamp();
    this.database =
        new Postgres(
            data,
            settings,
            secrets,
            new PostgresPrograms(distribution.postgres()),
            checkup::postgres);
    this.postgres = new Keeper(database, data, build, patience);
    this.broker =
        new Keeper(
            new Broker(data, settings, distribution, caches, checkup::broker),
            data,
            build,
            patience);
    this.registry =
        new Keeper(
            new Registry(data, settings, secrets, distribution, caches, checkup::registry),
            data,
            build,
            patience);
    this.services =
        new Services(
            new ServiceSettings(data, settings, secrets, OperatorSettings.of(data)),
            new Enrolment(new Panel(settings.gatewayAddress(), patience), secrets));
  }

  /** Returns when everything is healthy. */
  public void start() throws InterruptedException {
    try (Together first = new Together()) {
      first.run(this::startPostgresAndRegistry);
      first.run(this::startBroker);
      first.await();
    }
    services.start();
    awaitHealth();
    progress.allReady();
    LOG.info("everything is up");
  }

  private void startPostgresAndRegistry() throws InterruptedException {
    progress.ready("postgres", remark(postgres.start(), "postgres"));
    database.createDatabases();
    progress.ready("registry", remark(registry.start(), "registry"));
    PublishedLanguage.registerSchemas(settings, patience);
    progress.ready("schemas", "registered");
  }

  private void startBroker() throws InterruptedException {
    progress.ready("broker", remark(broker.start(), "broker"));
    PublishedLanguage.createTopics(settings.brokerAddress(), 1);
    progress.ready("topics", "present");
  }

  private String remark(boolean adopted, String part) {
    return "port " + settings.port(part) + (adopted ? ", taken over from an earlier run" : "");
  }

  private void awaitHealth() throws InterruptedException {
    try (Together all = new Together()) {
      for (String service : settings.services()) {
        all.run(() -> awaitHealth(service));
      }
      all.await();
    }
  }

  private void awaitHealth(String service) throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    Health health = checkup.service(service);
    while (health instanceof Health.Down(String reason)) {
      if (Instant.now().isAfter(deadline)) {
        throw new Complaint(
            "The %s did not become healthy within %d s (%s): see ./iplive logs %s."
                .formatted(service, patience.toSeconds(), reason, service));
      }
      Thread.sleep(STEP);
      health = checkup.service(service);
    }
    progress.ready(service, "port " + settings.port(service));
  }

  /** Keeps logs bounded until {@link #stop}. */
  public void keep() throws InterruptedException {
    while (!stopped.await(LOG_CHECK_SECONDS, TimeUnit.SECONDS)) {
      List.of(postgres, broker, registry).forEach(Keeper::boundLog);
    }
  }

  /** Services first, then what they stand on. */
  public void stop() throws InterruptedException {
    LOG.info("stopping");
    services.stop();
    try (Together children = new Together()) {
      children.run(() -> broker.stop(farewell));
      children.run(() -> {
        registry.stop(farewell);
        postgres.stop(FAREWELL);
      });
      children.await();
    }
    LOG.info("stopped");
    stopped.countDown();
  }
}
