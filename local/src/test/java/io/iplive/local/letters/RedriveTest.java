package io.iplive.local.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.local.instance.Complaint;
import io.iplive.schemas.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RedriveTest {

  private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
  private static final String RESULTS = "probe-results.v1";
  private static final String RESULT_LETTERS = "probe-results.v1.verdict.dlt";
  private static final String MONITORS = "monitors.v1";
  private static final String MONITOR_LETTERS = "monitors.v1.scheduler.dlt";
  private static final String OUTAGE_LETTERS = "outages.v1.notifier.dlt";
  private static final byte[] POISON = {1, 2, 3};

  private final LogConsumer log =
      new LogConsumer()
          .topic(RESULTS)
          .topic(RESULT_LETTERS)
          .topic(MONITORS)
          .topic(MONITOR_LETTERS)
          .topic(OUTAGE_LETTERS)
          .topic("outages.v1")
          .topic("outages.v1.gateway.dlt")
          .topic("redrives.v1");
  private final List<String> asked = new ArrayList<>();
  private Optional<String> notifierRefuses = Optional.empty();
  private boolean held = true;
  private final Redrive.Notifier notifier =
      new Redrive.Notifier() {
        @Override
        public boolean holds(Place origin) {
          return held;
        }

        @Override
        public Optional<String> handle(Place origin, Deed deed) {
          asked.add(origin.offset() + " " + deed);
          return notifierRefuses;
        }
      };

  @Test
  void aRecordGoesBackAsItCameAndIsCounted() {
    RecordHeaders came = new RecordHeaders();
    came.add("trace", "7".getBytes(UTF_8));
    log.append(
        RESULT_LETTERS, T0, "5", POISON, new DeadLetter(RESULTS, 0, 17, "no frame").headers(came));
    assertThat(run(RESULT_LETTERS).getFirst()).isInstanceOf(Result.Done.class);
    ProducerRecord<byte[], byte[]> back = sent.getFirst();
    assertThat(back.topic()).isEqualTo(RESULTS);
    assertThat(back.partition()).isZero();
    assertThat(back.key()).isEqualTo("5".getBytes(UTF_8));
    assertThat(back.value()).isEqualTo(POISON);
    assertThat(back.headers())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly("trace=7", "redrives=1");
  }

  @Test
  void aSecondRunSaysWhatTheFirstDidAndDoublesNothing() {
    letter(RESULT_LETTERS, RESULTS, 17);
    run(RESULT_LETTERS);
    assertThat(run(RESULT_LETTERS))
        .containsExactly(new Result.DoneBefore(Deed.REDRIVEN, T0.plusSeconds(60)));
    assertThat(sent).isEmpty();
    assertThat(new Letters(log).waiting(10)).isZero();
  }

  @Test
  void aCopyOfALetterIsTheSameRecord() {
    letter(RESULT_LETTERS, RESULTS, 17);
    letter(RESULT_LETTERS, RESULTS, 17);
    assertThat(new Letters(log).waiting(10)).isEqualTo(1);
    assertThat(run(RESULT_LETTERS))
        .hasExactlyElementsOfTypes(Result.Done.class, Result.Refused.class);
    assertThat(sent).filteredOn(record -> record.topic().equals(RESULTS)).hasSize(1);
    letter(RESULT_LETTERS, RESULTS, 17);
    assertThat(run(RESULT_LETTERS)).hasOnlyElementsOfType(Result.DoneBefore.class);
  }

  @Test
  void aRecordThatDiesAgainIsALetterOfItsOwn() {
    letter(RESULT_LETTERS, RESULTS, 17);
    run(RESULT_LETTERS);
    log.append(
        RESULT_LETTERS,
        T0.plusSeconds(90),
        "5",
        POISON,
        new DeadLetter(RESULTS, 0, 18, "no frame").headers(sent.getFirst().headers()));
    assertThat(run(RESULT_LETTERS).getLast()).isInstanceOf(Result.Done.class);
    assertThat(DeadLetter.redrives(sent.getFirst().headers())).isEqualTo(2);
  }

  @Test
  void notesOfATopicThatWasMadeAnewDoNotCount() {
    letter(RESULT_LETTERS, RESULTS, 17);
    run(RESULT_LETTERS);
    log.append(
        RESULT_LETTERS,
        T0.plusSeconds(3_600),
        "5",
        new byte[] {9},
        new DeadLetter(RESULTS, 0, 17, "no frame").headers(new RecordHeaders()));
    assertThat(run(RESULT_LETTERS).getLast()).isInstanceOf(Result.Done.class);
  }

  @Test
  void aRunThatFailsLeavesNothing() {
    letter(RESULT_LETTERS, RESULTS, 17);
    producer.commitTransactionException = new KafkaException("gone");
    Redrive redrive = new Redrive(new Letters(log), producer, notifier);
    List<Letter> all = new Letters(log).all(RESULT_LETTERS);
    assertThatThrownBy(() -> redrive.redrive(all)).isInstanceOf(KafkaException.class);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void anOldStateIsNotPutOverANewerOne() {
    log.append(MONITORS, T0, "5", POISON, new RecordHeaders());
    log.append(MONITORS, T0, "6", POISON, new RecordHeaders());
    log.append(MONITORS, T0, "5", new byte[] {0}, new RecordHeaders());
    letter(MONITOR_LETTERS, MONITORS, 0);
    log.append(
        MONITOR_LETTERS,
        T0,
        "6",
        POISON,
        new DeadLetter(MONITORS, 0, 1, "").headers(new RecordHeaders()));
    assertThat(run(MONITOR_LETTERS))
        .hasExactlyElementsOfTypes(Result.Refused.class, Result.Done.class);
    assertThat(sent.getFirst().key()).isEqualTo("6".getBytes(UTF_8));
  }

  @Test
  void outagesAreTriedAgainByTheNotifierThatKeepsThem() {
    letter(OUTAGE_LETTERS, "outages.v1", 3);
    notifierRefuses = Optional.of("It cannot be decoded");
    assertThat(run(OUTAGE_LETTERS)).containsExactly(new Result.Refused("It cannot be decoded"));
    assertThat(sent).isEmpty();
    notifierRefuses = Optional.empty();
    assertThat(run(OUTAGE_LETTERS).getFirst()).isInstanceOf(Result.Done.class);
    assertThat(asked).containsExactly("3 REDRIVEN", "3 REDRIVEN");
    assertThat(sent).extracting(ProducerRecord::topic).containsExactly("redrives.v1");
  }

  @Test
  void whatTheNotifierDoesNotHoldBackCanOnlyBeGivenUp() {
    letter(OUTAGE_LETTERS, "outages.v1", 3);
    held = false;
    assertThat(run(OUTAGE_LETTERS)).hasOnlyElementsOfType(Result.Refused.class);
    Redrive redrive = new Redrive(new Letters(log), producer, notifier);
    Letter letter = new Letters(log).all(OUTAGE_LETTERS).getFirst();
    assertThat(redrive.skip(letter)).isInstanceOf(Result.Done.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void nothingIsPutIntoHistoryTwice() {
    assertThat(WayBack.of("rounds.v1.notifier.dlt", "rounds.v1")).isInstanceOf(WayBack.None.class);
    assertThat(WayBack.of("usage.v1.gateway.dlt", "usage.v1").toString())
        .contains("./iplive rebuild usage");
    assertThat(WayBack.of("schedule.v1.verdict.dlt", "schedule.v1"))
        .isInstanceOf(WayBack.ToItsTopic.class);
    assertThat(WayBack.of("probe-jobs.v1.prober.dlt", "probe-jobs.v1.3"))
        .isInstanceOf(WayBack.ToItsTopic.class);
    assertThat(WayBack.of("paces.v1.scheduler.dlt", "paces.v1"))
        .isInstanceOf(WayBack.ToItsTopicIfNewest.class);
  }

  @Test
  void theGatewaysOutagesAreRebuiltInstead() {
    letter("outages.v1.gateway.dlt", "outages.v1", 3);
    assertThat(run("outages.v1.gateway.dlt").toString()).contains("./iplive rebuild outages");
    assertThat(asked).isEmpty();
  }

  @Test
  void whatWasGivenUpWaitsNoMore() {
    letter(RESULT_LETTERS, RESULTS, 17);
    Letter letter = new Letters(log).all(RESULT_LETTERS).getFirst();
    Redrive redrive = new Redrive(new Letters(log), producer, notifier);
    assertThat(redrive.skip(letter)).isInstanceOf(Result.Done.class);
    keep();
    assertThat(run(RESULT_LETTERS).getFirst()).isInstanceOf(Result.DoneBefore.class);
    assertThat(new Letters(log).waiting(10)).isZero();
  }

  @Test
  void whatIsGivenUpForOneServiceWaitsForTheOthers() {
    letter("outages.v1.gateway.dlt", "outages.v1", 3);
    letter(OUTAGE_LETTERS, "outages.v1", 3);
    assertThat(new Letters(log).waiting(10)).isEqualTo(2);
    Letter gateways = new Letters(log).all("outages.v1.gateway.dlt").getFirst();
    new Redrive(new Letters(log), producer, notifier).skip(gateways);
    keep();
    assertThat(new Letters(log).waiting(10)).isEqualTo(1);
    assertThat(run(OUTAGE_LETTERS).getFirst()).isInstanceOf(Result.Done.class);
    assertThat(asked).containsExactly("3 REDRIVEN");
  }

  @Test
  void aListHasTheNewestAndWhatTheyWaitFor() {
    letter(RESULT_LETTERS, RESULTS, 17);
    letter(MONITOR_LETTERS, MONITORS, 3);
    run(RESULT_LETTERS);
    List<Letters.Listed> all = new Letters(log).newest(Optional.empty(), 10);
    assertThat(LetterText.table(all))
        .contains("probe-results.v1.verdict.dlt 0 0", "from monitors.v1 0 3", "re-driven", "waits")
        .doesNotContain("AQID");
    assertThat(new Letters(log).newest(Optional.empty(), 1)).hasSize(1);
    assertThatThrownBy(() -> new Letters(log).newest(Optional.of("rounds.v1"), 1))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining(MONITOR_LETTERS);
  }

  private MockProducer<byte[], byte[]> producer = producer();
  private List<ProducerRecord<byte[], byte[]>> sent = List.of();

  private void letter(String letters, String origin, long offset) {
    log.append(
        letters,
        T0,
        "5",
        POISON,
        new DeadLetter(origin, 0, offset, "no frame").headers(new RecordHeaders()));
  }

  private List<Result> run(String topic) {
    Letters letters = new Letters(log);
    Redrive redrive = new Redrive(letters, producer, notifier);
    List<Result> results = List.copyOf(redrive.redrive(letters.all(topic)).values());
    keep();
    return results;
  }

  /** What was committed is in the log, as of a minute later. */
  private void keep() {
    sent = List.copyOf(producer.history());
    for (ProducerRecord<byte[], byte[]> record : sent) {
      log.append(
          record.topic(),
          T0.plusSeconds(60),
          new String(record.key(), UTF_8),
          record.value(),
          record.headers());
    }
    producer = producer();
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
