package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.SuspensionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What accounts pay. */
class LedgerIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final Told TOLD = new Told(GATEWAY);

  @AfterAll
  static void close() {
    TOLD.close();
  }

  @Test
  void theLedgerIsTheChecksDoneHoweverOftenTheyAreToldAndReadAgain() {
    TaskClient.of(GATEWAY, "ledger-exact");
    long account = GATEWAY.account("ledger-exact");
    prices("ledger-exact", "0.001", "2.5");
    topUp("ledger-exact", "1000", "first");
    topUp("ledger-exact", "1000", "first");
    Random random = new Random(1);
    Instant window = soon();
    long checks = 0;
    for (int i = 0; i < 200; i++) {
      long done = 1L + random.nextInt(500);
      checks += done;
      for (int times = 0; times <= random.nextInt(3); times++) {
        TOLD.usage(account, window.plusSeconds(10L * i), i % 4, done);
      }
      if (i == 80) {
        eventually().until(() -> entries(account) > 5);
        GATEWAY.jdbi.useHandle(handle ->
            handle.execute(
                "update projection_position set next_offset = 0 where projection = 'usage'"));
      }
    }
    try (ConfigurableApplicationContext _ = GATEWAY.start(Map.of())) {
      TOLD.sms(account, 5, 6, 9_001, 3, null);
      TOLD.sms(account, 5, 6, 9_001, 3, 1);
      long charged = checks * 1_000 + 3 * 2_500_000;
      eventually()
          .untilAsserted(() -> assertThat(balance(account)).isEqualTo(1_000_000_000 - charged));
      GATEWAY.client.operator("/operator/projections/usage/rebuild", Map.of());
      GATEWAY.client.operator("/operator/projections/deliveries/rebuild", Map.of());
      eventually()
          .until(() ->
              GATEWAY.number(
                      """
                      select count(*) from projection
                      where name in ('usage', 'deliveries') and generation = 1
                      """)
                  == 0);
      assertThat(balance(account)).isEqualTo(1_000_000_000 - charged);
    }
    assertThat(
            GATEWAY.number(
                "select sum(quantity) from ledger where kind = 'CHECKS' and account_id = "
                    + account))
        .isEqualTo(checks);
    assertThat(GATEWAY.number("select sum(amount) from ledger where account_id = " + account))
        .isEqualTo(balance(account));
  }

  @Test
  void anAccountStopsAtZeroIsToldOnceAndResumesWhenItPays() {
    TaskClient panel = TaskClient.of(GATEWAY, "ledger-zero");
    long account = GATEWAY.account("ledger-zero");
    long task = panel.add();
    prices("ledger-zero", "0.1", "0");
    topUp("ledger-zero", "15", "a");
    TOLD.usage(account, Instant.ofEpochSecond(1_800_000_000), 0, 60);
    eventually().until(() -> notices(account) == 1);
    assertThat(panel.ok("user_stat").get("enabled").asInt()).isEqualTo(1);
    TOLD.usage(account, Instant.ofEpochSecond(1_800_000_010), 0, 90);
    eventually().until(() -> panel.ok("user_stat").get("enabled").asInt() == 0);
    assertThat(
            panel.ok("task_info", "id", Long.toString(task)).get("task").get("reason").asString())
        .isEqualTo("balance");
    TOLD.usage(account, Instant.ofEpochSecond(1_800_000_020), 0, 5);
    topUp("ledger-zero", "100", "b");
    eventually().until(() -> panel.ok("user_stat").get("enabled").asInt() == 1);
    assertThat(GATEWAY.published(Topics.ACCOUNTS, AccountEvent.class))
        .filteredOn(event -> event.getAccountId() == account)
        .filteredOn(event -> event.getKind() != AccountEventKind.CREATED)
        .extracting(AccountEvent::getKind)
        .containsExactly(AccountEventKind.SUSPENDED, AccountEventKind.RESUMED);
    assertThat(GATEWAY.published(Topics.ACCOUNTS, AccountEvent.class))
        .filteredOn(event -> event.getAccountId() == account)
        .filteredOn(event -> event.getKind() == AccountEventKind.SUSPENDED)
        .singleElement()
        .satisfies(event ->
            assertThat(event.getAfter().getSuspendedFor()).isEqualTo(SuspensionReason.BALANCE));
    assertThat(notices(account)).as("of a low balance").isEqualTo(1);
  }

  /** Contracts/monitorus.md, "Balance": one notice, and a top-up resumes what rests for money. */
  @Test
  void whoOwesForMessagesRestsUntilItPays() {
    TaskClient panel = TaskClient.of(GATEWAY, "ledger-messages");
    long account = GATEWAY.account("ledger-messages");
    long task = panel.add();
    prices("ledger-messages", "0", "2.5");
    Instant now = soon();
    TOLD.sent(account, task, 8_001, now);
    eventually().until(() -> balance(account) == -2_500_000);
    eventually().until(() -> panel.ok("user_stat").get("enabled").asInt() == 0);
    assertThat(panel.ok("task_start", "id", Long.toString(task)).get("reason").asString())
        .isEqualTo("balance");
    topUp("ledger-messages", "2.5", "x");
    eventually().until(() -> panel.ok("user_stat").get("enabled").asInt() == 1);
  }

  @Test
  void testsAreFreeAndStaySoWhenTheAccountIsNoneAnyMore() {
    TaskClient panel = TaskClient.of(GATEWAY, "ledger-test");
    long account = GATEWAY.account("ledger-test");
    test("ledger-test", true);
    prices("ledger-test", "1", "1");
    topUp("ledger-test", "5", "x");
    TOLD.usage(account, Instant.ofEpochSecond(1_800_000_000), 1, 60);
    eventually().until(() -> entries(account) == 2);
    assertThat(balance(account)).isEqualTo(5_000_000);
    assertThat(panel.ok("user_stat").get("enabled").asInt()).isEqualTo(1);
    test("ledger-test", false);
    long before = usageGeneration();
    GATEWAY.client.operator("/operator/projections/usage/rebuild", Map.of());
    eventually().until(() -> usageGeneration() > before);
    TOLD.usage(account, Instant.ofEpochSecond(1_800_000_010), 1, 2);
    eventually().until(() -> entries(account) == 3);
    assertThat(balance(account)).isEqualTo(3_000_000);
  }

  @Test
  void userStatIsExact() {
    TaskClient panel = TaskClient.of(GATEWAY, "ledger-stat");
    long account = GATEWAY.account("ledger-stat");
    panel.add();
    panel.add();
    panel.ok("task_stop", "id", Long.toString(panel.add()));
    prices("ledger-stat", "0.001", "2.5");
    topUp("ledger-stat", "125.6", "x");
    Instant window = soon();
    TOLD.usage(account, window, 0, 100);
    eventually().until(() -> balance(account) == 125_500_000);
    assertThat(panel.ok("user_stat").toString())
        .isEqualTo(
            """
            {"result":"ok","user":"ledger-stat","enabled":1,"balance":"125.500000",\
            "currency":"RUB","low_mark":"10.000000","tasks_total":3,"tasks_enabled":2,\
            "days_left":52.2,"prices":{"check":"0.001000","sms":"2.500000"}}\
            """);
  }

  @Test
  void whatIsNoAmountIsRefused() {
    TaskClient.of(GATEWAY, "ledger-refused");
    String path = "/operator/accounts/ledger-refused/topup";
    assertThat(GATEWAY.client.operator(path, Map.of("amount", "1,5")).status()).isEqualTo(400);
    assertThat(GATEWAY.client.operator(path, Map.of()).status()).isEqualTo(400);
    topUp("ledger-refused", "1", "same");
    assertThat(
            GATEWAY
                .client
                .operator(path, Map.of("amount", "2", "id", "ledger-refusedsame"))
                .status())
        .as("an id is of one amount")
        .isEqualTo(409);
    assertThat(
            GATEWAY
                .client
                .operator("/operator/accounts/nobody-here/topup", Map.of("amount", "1"))
                .status())
        .isEqualTo(404);
    assertThat(
            GATEWAY
                .client
                .operator("/operator/accounts/ledger-refused/prices", Map.of("check", "-1"))
                .status())
        .isEqualTo(400);
  }

  private static void test(String name, boolean test) {
    Reply reply = GATEWAY.client.operator("/operator/accounts/" + name, Map.of("test", test));
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
  }

  private static long usageGeneration() {
    return GATEWAY.number("select generation from projection where name = 'usage'");
  }

  private static void prices(String name, String check, String sms) {
    Reply reply =
        GATEWAY.client.operator(
            "/operator/accounts/" + name + "/prices", Map.of("check", check, "sms", sms));
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
  }

  private static JsonNode topUp(String name, String amount, String id) {
    Reply reply =
        GATEWAY.client.operator(
            "/operator/accounts/" + name + "/topup", Map.of("amount", amount, "id", name + id));
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    return reply.body();
  }

  /** The next windows begin when the prices are in force. */
  private static Instant soon() {
    return Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10 + 20);
  }

  private static long balance(long account) {
    return GATEWAY.number("select micros from balance where account_id = " + account);
  }

  private static long entries(long account) {
    return GATEWAY.number("select count(*) from ledger where account_id = " + account);
  }

  private static long notices(long account) {
    return GATEWAY.number("select count(*) from low_notice where account_id = " + account);
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
