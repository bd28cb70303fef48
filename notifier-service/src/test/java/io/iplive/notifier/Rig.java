package io.iplive.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.doubles.SmscDouble;
import io.iplive.notifier.mail.Mailbox;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The whole service between a real broker, a real database and real receivers: one for all tests of
 * the module, which use ids of their own.
 */
public final class Rig {

  public static final String OPERATOR_TOKEN = "operator-token";
  public static final String SMS_SECRET = "sms-secret";
  public static final String BOT_TOKEN = "123456:installation-bot";

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final int PARTITIONS = 2;
  private static @Nullable Rig one;

  private final EmbeddedKafkaBroker broker;
  private final FakeRegistry registry = new FakeRegistry();
  private final Events events;
  private final String database;
  private final SmscDouble smsc = new SmscDouble();
  private final Mailbox mailbox = new Mailbox();
  private final Panel bot = new Panel();
  private final Tap toSmsc = new Tap(smsc.url().getPort());
  private final Tap toMailbox = new Tap(mailbox.port());
  private final Tap toBot = new Tap(bot.port());
  private ConfigurableApplicationContext context;

  private Rig() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    broker =
        new EmbeddedKafkaKraftBroker(1, PARTITIONS)
            .brokerProperties(
                Map.of(
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    "group.initial.rebalance.delay.ms", "0"));
    broker.afterPropertiesSet();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers()))) {
      TopicProvisioning.createMissing(admin, Topics.standing(), PARTITIONS, (short) 1);
      database = TestDatabase.create("notifier");
    } catch (ExecutionException | SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    events = new Events(brokers(), registry.url(), new SecretCipher(Map.of("k1", KEY), "k1"));
    bot.says("{\"ok\":true,\"result\":{}}");
    context = run();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::end));
  }

  /** Not made by a static field: others' threads need the class while it comes up. */
  public static synchronized Rig get() {
    if (one == null) {
      one = new Rig();
    }
    return one;
  }

  private void end() {
    context.close();
    events.close();
    broker.destroy();
  }

  private ConfigurableApplicationContext run() {
    ConfigurableApplicationContext started =
        new SpringApplicationBuilder(NotifierConfiguration.class)
            .properties("spring.config.name=notifier-service")
            .registerShutdownHook(false)
            .run(
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--iplive.kafka.bootstrap-servers=" + brokers(),
                "--iplive.registry.url=" + registry.url(),
                "--iplive.secrets.current=k1",
                "--iplive.secrets.keys.k1=" + KEY,
                "--iplive.operator.token=" + OPERATOR_TOKEN,
                "--iplive.outbound.allowed=127.0.0.0/8",
                "--iplive.notifier.attempt-deadline=3s",
                "--iplive.notifier.repeat-after=500ms",
                "--iplive.notifier.first-pause=200ms",
                "--iplive.notifier.patience=2s",
                "--iplive.notifier.lease=2s",
                "--iplive.notifier.grace=500ms",
                "--iplive.channels.smsc.url=http://127.0.0.1:" + toSmsc.port(),
                "--iplive.channels.smsc.login=" + SmscDouble.LOGIN,
                "--iplive.channels.smsc.password=" + SmscDouble.PASSWORD,
                "--iplive.channels.smsc.secret=" + SMS_SECRET,
                "--iplive.channels.smsc.look=100ms",
                "--iplive.channels.mail.host=127.0.0.1",
                "--iplive.channels.mail.port=" + toMailbox.port(),
                "--iplive.channels.mail.from=monitor@installation.example",
                "--iplive.channels.telegram.url=http://127.0.0.1:" + toBot.port(),
                "--iplive.channels.telegram.token=" + BOT_TOKEN);
    HealthIndicator health = started.getBean("notifierHealthIndicator", HealthIndicator.class);
    await()
        .untilAsserted(() -> assertThat(health.health()).extracting("status").isEqualTo(Status.UP));
    return started;
  }

  String brokers() {
    return broker.getBrokersAsString();
  }

  String registry() {
    return registry.url();
  }

  public Events events() {
    return events;
  }

  SmscDouble smsc() {
    return smsc;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Panel bot() {
    return bot;
  }

  /** Every byte that went to a channel's provider. */
  String sent(Channel channel) {
    return switch (channel) {
      case SMS -> toSmsc.sent();
      case EMAIL -> toMailbox.sent();
      case TELEGRAM -> toBot.sent();
      case HTTP, WEBHOOK, OTHER -> throw new IllegalArgumentException("Nobody stands there");
    };
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  URI address(String path) {
    String port = context.getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public void stop() {
    context.close();
  }

  public void start() {
    context = run();
  }

  /** As a kill -9 of one of its processes: PostgreSQL ends all of them and recovers. */
  public void killDatabase() {
    TestDatabase.kill("notifier");
  }

  /** Takes the database away first, so that nothing that is under way can be put down any more. */
  public void kill() {
    context.getBean(HikariDataSource.class).close();
    context.close();
  }

  /** Waits until the service knows a monitor: what was published before it is known too. */
  public void awaitMonitor(long monitorId) {
    await()
        .until(
            () -> bean(Directory.class).subscriptions(List.of(monitorId)).containsKey(monitorId));
  }
}
