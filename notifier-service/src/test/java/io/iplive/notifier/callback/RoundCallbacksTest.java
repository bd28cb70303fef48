package io.iplive.notifier.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.round.ClosedRound;
import io.iplive.notifier.round.ClosedRound.Outcome;
import io.iplive.notifier.round.ClosedRound.RecordOutcome;
import io.iplive.notifier.round.PendingRound;
import io.iplive.notifier.sending.OutgoingMaking;
import io.iplive.notifier.text.BuiltIn;
import io.iplive.notifier.text.Texts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds from the sink to the transport: dispatcher and lanes together. */
class RoundCallbacksTest {

  private static final int PER_HOST = 4;
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final Texts NO_TEXTS = new Texts(new BuiltIn(List.of(), Map.of()));
  private static final OutgoingMaking.Bot NO_BOT =
      new OutgoingMaking.Bot(URI.create("http://bot.invalid"), "");
  private static final Duration PATIENCE = Duration.ofMillis(600);

  private final InMemorySubscriptions directory = new InMemorySubscriptions();
  private final InMemoryRoundRecords journal = new InMemoryRoundRecords();
  private final ScriptedTransport transport = new ScriptedTransport();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DeliveryMeters meters = new DeliveryMeters(registry);
  private final Set<ClosedRound> done = ConcurrentHashMap.newKeySet();
  private final ConflatedRounds conflated = new ConflatedRounds(journal, Duration.ZERO);
  private final CallbackLanes lanes =
      new CallbackLanes(
          directory,
          journal,
          new Attempts(
              new OutgoingMaking(SealedSecret::ciphertext, NO_TEXTS, NO_BOT),
              transport.only(),
              Policy.standard().withLegacyPause(PAUSE),
              Clock.systemUTC(),
              meters),
          meters,
          conflated,
          PER_HOST,
          Duration.ZERO);
  private final RoundDispatcher dispatcher =
      new RoundDispatcher(directory, journal, lanes, meters, () -> {}, PATIENCE);

  @BeforeEach
  void start() {
    conflated.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    lanes.stop();
    conflated.stop();
  }

  @Test
  void aRoundIsCalledForOnceAndThenDone() {
    directory.put(1, app("h", false), true);
    take(round(1, 10));

    await().untilAsserted(() -> assertThat(done).containsExactly(round(1, 10)));
    assertThat(transport.calls("h")).hasSize(1);
    assertThat(counted("iplive.notifier.attempts")).isEqualTo(1);
  }

  @Test
  void oneHangingReceiverDelaysNoOther() {
    CountDownLatch letGo = transport.hangs("h0");
    List<ClosedRound> rounds = new ArrayList<>();
    for (long group = 0; group < 500; group++) {
      directory.put(group, app("h" + group % 50, false), true);
      rounds.add(round(group, 10));
    }
    take(rounds.toArray(ClosedRound[]::new));

    await().untilAsserted(() -> assertThat(done).hasSize(490));
    assertThat(transport.calls("h0")).hasSize(PER_HOST);
    letGo.countDown();
    await().untilAsserted(() -> assertThat(done).hasSize(500));
  }

  @Test
  void callsToOneReceiverAreBounded() {
    CountDownLatch letGo = transport.hangs("h");
    for (long group = 0; group < 100; group++) {
      directory.put(group, app("h", false), true);
      take(round(group, 10));
    }
    await().untilAsserted(() -> assertThat(transport.calls("h")).hasSize(PER_HOST));
    letGo.countDown();
    await().untilAsserted(() -> assertThat(done).hasSize(100));
    assertThat(transport.mostUnderWay()).isEqualTo(PER_HOST);
  }

  @Test
  void onlyTheNewestWaitsBehindTheOneInFlight() {
    CountDownLatch letGo = transport.hangs("h");
    directory.put(1, app("h", false), true);
    take(round(1, 10));
    await().untilAsserted(() -> assertThat(transport.calls("h")).hasSize(1));
    take(round(1, 20));
    take(round(1, 30), round(1, 40));

    await()
        .untilAsserted(
            () -> assertThat(done).containsExactlyInAnyOrder(round(1, 20), round(1, 30)));
    assertThat(journal.conflated())
        .extracting(NewDelivery::eventId)
        .containsExactly("round:1:20000", "round:1:30000");
    assertThat(counted("iplive.notifier.callbacks.conflated")).isEqualTo(2);
    letGo.countDown();
    await().untilAsserted(() -> assertThat(done).hasSize(4));
    assertThat(transport.calls("h"))
        .extracting(call -> String.valueOf(call.body()).replaceAll(".*timestamp=(\\d+).*", "$1"))
        .containsExactly("10", "40");
  }

  @Test
  void aRefusedRoundIsRepeatedOnceThenRecordedAsGivenUp() {
    transport.answers("h", 500);
    directory.put(1, app("h", false), true);
    take(round(1, 10));

    await().untilAsserted(() -> assertThat(done).hasSize(1));
    assertThat(transport.calls("h")).hasSize(2);
    assertThat(transport.calls("h"))
        .extracting(call -> call.headers().get("X-Delivery-Id"))
        .containsOnly(transport.calls("h").getFirst().headers().get("X-Delivery-Id"));
    assertThat(journal.givenUp()).hasSize(1).allSatisfy((_, made) -> assertThat(made).hasSize(2));
  }

  @Test
  void aLostRoundIsDoneOnlyOnceItIsRecorded() {
    journal.down(true);
    transport.answers("h", 500);
    directory.put(1, app("h", false), true);
    take(round(1, 10));

    await().untilAsserted(() -> assertThat(transport.calls("h")).hasSize(2));
    assertThat(done).isEmpty();
    journal.down(false);
    await().untilAsserted(() -> assertThat(done).hasSize(1));
    assertThat(journal.givenUp()).hasSize(1);
  }

  @Test
  void nothingIsSentForAMonitorThatWasStopped() {
    directory.put(1, app("h", false), false);
    take(round(1, 10));

    assertThat(done).hasSize(1);
    assertThat(transport.calls("h")).isEmpty();
  }

  @Test
  void aStopSilencesTheRepeatToo() {
    transport.answers("h", 500);
    directory.put(1, app("h", false), true);
    take(round(1, 10));
    await().untilAsserted(() -> assertThat(transport.calls("h")).hasSize(1));
    directory.put(1, app("h", false), false);

    await().untilAsserted(() -> assertThat(done).hasSize(1));
    assertThat(transport.calls("h")).hasSize(1);
    assertThat(journal.givenUp()).isEmpty();
  }

  @Test
  void aRepeatGoesToTheAddressThatHoldsByThen() {
    transport.answers("old", 500);
    directory.put(1, app("old", false), true);
    take(round(1, 10));
    await().untilAsserted(() -> assertThat(transport.calls("old")).hasSize(1));
    directory.put(1, app("new", false), true);

    await().untilAsserted(() -> assertThat(done).hasSize(1));
    assertThat(transport.calls("new")).hasSize(1);
  }

  @Test
  void noRepeatStartsWhileNobodyCanSayWhetherTheMonitorWasStopped() {
    transport.answers("h", 500);
    directory.put(1, app("h", false), true);
    take(round(1, 10));
    await().untilAsserted(() -> assertThat(transport.calls("h")).hasSize(1));
    directory.down(true);
    await()
        .during(PAUSE.multipliedBy(2))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(transport.calls("h")).hasSize(1));

    directory.down(false);
    await().untilAsserted(() -> assertThat(transport.calls("h")).hasSize(2));
  }

  @Test
  void roundsOfAMonitorThatIsNotKnownYetWaitForItInTheirOrder() {
    take(round(1, 10));
    dispatcher.revisit();
    assertThat(done).isEmpty();
    directory.put(1, app("h", true), true);
    take(round(1, 20));

    await()
        .untilAsserted(() -> {
          dispatcher.revisit();
          assertThat(done).hasSize(2);
        });
    assertThat(journal.changes())
        .extracting(offer -> offer.round().roundAt().getEpochSecond())
        .containsExactly(10L, 20L);
  }

  @Test
  void patienceWithAnUnknownMonitorEndsAndIsCounted() {
    take(round(1, 10));
    await()
        .untilAsserted(() -> {
          dispatcher.revisit();
          assertThat(done).hasSize(1);
        });
    assertThat(counted("iplive.notifier.callbacks.dropped")).isEqualTo(1);
  }

  @Test
  void roundsOfOnChangeAppsAreRecordedNotConflated() {
    directory.put(1, app("h", true), true);
    take(round(1, 10), round(1, 20), round(1, 30));

    assertThat(journal.changes()).hasSize(3);
    assertThat(done).hasSize(3);
    assertThat(transport.calls("h")).isEmpty();
  }

  @Test
  void aBatchThatCannotBeRecordedIsNotTakenAtAll() {
    journal.down(true);
    directory.put(1, app("h", false), true);
    directory.put(2, app("h", true), true);

    assertThatThrownBy(() -> take(round(1, 10), round(2, 10)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(done).isEmpty();
    assertThat(transport.calls("h")).isEmpty();
  }

  private void take(ClosedRound... rounds) {
    dispatcher.take(
        List.of(rounds).stream()
            .map(round -> new PendingRound(round, () -> done.add(round)))
            .toList());
  }

  private double counted(String meter) {
    return registry.find(meter).counters().stream().mapToDouble(counter -> counter.count()).sum();
  }

  private static ClosedRound round(long monitorId, long second) {
    return new ClosedRound(
        monitorId,
        Instant.ofEpochSecond(second),
        List.of(new RecordOutcome(1, 1, 0, Outcome.UP, 5)));
  }

  private static App app(String host, boolean onChange) {
    SealedSecret secret = new SealedSecret("k1", "c2VjcmV0");
    return new App(3, 1, "acme", "http://" + host + "/cb", List.of(secret), onChange, false);
  }
}
