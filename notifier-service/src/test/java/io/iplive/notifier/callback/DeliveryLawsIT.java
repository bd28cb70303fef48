package io.iplive.notifier.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.Events;
import io.iplive.notifier.Rig;
import io.iplive.notifier.callback.RawServer.Script;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.verdict.CloseReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds of deliveries whatever receivers do and whenever the service dies. */
class DeliveryLawsIT {

  private static final Pattern CALL =
      Pattern.compile(
          "id=(\\d+)&status=(\\d+)&date=(\\d+) .*?X-Delivery-Id: (\\w+)", Pattern.DOTALL);

  /** Of the rig: hostile receivers cost this long, the others nothing. */
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final Rig RIG = Rig.get();
  private static final Events EVENTS = RIG.events();
  private final List<RawServer> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (RawServer server : servers) {
      server.close();
    }
  }

  private static final Map<String, Script> HOSTILE =
      Map.of(
          "slow",
          connection -> {
            connection.read();
            for (char c : "HTTP/1.1 200 OK\r\nX: ".toCharArray()) {
              connection.write(String.valueOf(c));
              connection.idle(400);
            }
          },
          "reset",
          connection -> {
            connection.read();
            connection.reset();
          },
          "500",
          connection -> {
            while (connection.read()) {
              connection.answer(500, "no");
            }
          },
          "redirect",
          connection -> {
            connection.read();
            connection.write("HTTP/1.1 302 X\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
          },
          "endless body",
          connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (connection.idle(1)) {
              connection.write("400\r\n" + "x".repeat(1024) + "\r\n");
            }
          },
          "wrong TLS",
          connection -> {
            connection.write("HTTP/1.1 400 This is not TLS\r\n\r\n");
            connection.idle(500);
          },
          "answers after 8 s",
          connection -> {
            connection.read();
            connection.idle(8_000);
            connection.answer(200, "");
          });

  @Test
  void hostileReceiversHoldUpNobodyElse() {
    long contact = 50_000;
    EVENTS.account(EVENTS.account(50, null).build(), 1);
    for (Map.Entry<String, Script> hostile : HOSTILE.entrySet()) {
      String scheme = hostile.getKey().equals("wrong TLS") ? "https" : "http";
      contact(contact++, 50, server(hostile.getValue()), scheme);
    }
    List<RawServer> good = new ArrayList<>();
    while (good.size() + HOSTILE.size() < 200) {
      RawServer server = server(DeliveryLawsIT::takes);
      good.add(server);
      contact(contact++, 50, server, "http");
    }
    EVENTS.monitor(5000, 50, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(5000);

    long start = System.nanoTime();
    EVENTS.opened(500_001, 5000, 18, 1000);
    await()
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(() -> good.stream().allMatch(server -> server.requests().size() == 1));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("before any attempt at a hostile receiver could end")
        .isLessThan(DEADLINE);

    EVENTS.closed(500_001, 5000, 18, 1000, CloseReason.RECOVERED);
    await().until(() -> good.stream().allMatch(server -> server.requests().size() == 2));
    assertThat(good)
        .allSatisfy(
            server -> assertThat(calls(server)).extracting(Told::status).containsExactly(0, 200));
  }

  @Test
  void nothingIsLostAndOrderHoldsWhenTheServiceIsKilledMidway() {
    nothingIsLostAndOrderHolds(
        51,
        () -> {
          RIG.kill();
          RIG.start();
        });
  }

  @Test
  void nothingIsLostAndOrderHoldsWhenTheDatabaseIsKilledMidway() {
    nothingIsLostAndOrderHolds(52, RIG::killDatabase);
  }

  /** However often something is sent again, it is sent under its own id. */
  private void nothingIsLostAndOrderHolds(long account, Runnable midway) {
    int receivers = 20;
    int targets = 12;
    long monitor = account * 100;
    EVENTS.account(EVENTS.account(account, null).build(), 1);
    List<RawServer> servers = new ArrayList<>();
    for (int i = 0; i < receivers; i++) {
      RawServer server = server(DeliveryLawsIT::takesSlowly);
      servers.add(server);
      contact(account * 1000 + i, account, server, "http");
    }
    EVENTS.monitor(monitor, account, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(monitor);
    for (int target = 1; target <= targets; target++) {
      long outage = account * 10_000 + target;
      EVENTS.opened(outage, monitor, target, 1000);
      EVENTS.closed(outage, monitor, target, 1000, CloseReason.RECOVERED);
    }
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> received(servers) > receivers * targets / 4);
    int before = received(servers);
    midway.run();

    await()
        .untilAsserted(() ->
            assertThat(servers).allSatisfy(server -> assertThat(ids(server)).hasSize(2 * targets)));
    assertThat(before).as("killed midway").isLessThan(receivers * targets * 2);
    for (RawServer server : servers) {
      Map<Integer, List<Told>> byTarget =
          calls(server).stream().collect(Collectors.groupingBy(Told::target));
      assertThat(byTarget).hasSize(targets);
      assertThat(byTarget.values())
          .allSatisfy(told -> {
            assertThat(told).extracting(Told::status).isSorted();
            assertThat(distinct(told, Told::status)).isEqualTo(distinct(told, Told::id));
          });
    }
  }

  private static int distinct(List<Told> told, Function<Told, ?> by) {
    return (int) told.stream().map(by).distinct().count();
  }

  /** A call of an HTTP contact. */
  private record Told(int target, int status, String id) {}

  private RawServer server(Script script) {
    RawServer server = RawServer.start(script);
    servers.add(server);
    return server;
  }

  private static void takes(RawServer.Connection connection) throws IOException {
    while (connection.read()) {
      connection.answer(200, "");
    }
  }

  private static void takesSlowly(RawServer.Connection connection)
      throws IOException, InterruptedException {
    while (connection.read()) {
      connection.idle(40);
      connection.answer(200, "");
    }
  }

  private static void contact(long id, long account, RawServer server, String scheme) {
    EVENTS.contact(id, account, "%s://127.0.0.1:%d/cb".formatted(scheme, server.port()), 1);
  }

  private static int received(List<RawServer> servers) {
    return servers.stream().mapToInt(server -> server.requests().size()).sum();
  }

  private static Set<String> ids(RawServer server) {
    return calls(server).stream().map(Told::id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Told> calls(RawServer server) {
    return server.requests().stream()
        .flatMap(request -> CALL.matcher(request).results())
        .map(DeliveryLawsIT::told)
        .toList();
  }

  private static Told told(MatchResult call) {
    return new Told(
        Integer.parseInt(call.group(1)), Integer.parseInt(call.group(2)), call.group(4));
  }
}
