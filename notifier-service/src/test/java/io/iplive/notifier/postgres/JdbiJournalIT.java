package io.iplive.notifier.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.Things;
import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal.Result;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.delivery.RoundRecords.ChangeOffer;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.round.ClosedRound;
import io.iplive.notifier.round.ClosedRound.Outcome;
import io.iplive.notifier.round.ClosedRound.RecordOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiJournalIT {

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration NO_LEASE = Duration.ofMillis(1);
  private static final Next REPEAT_LATER = new Next.Repeat(Duration.ofHours(1));
  private static final Next REPEAT_NOW = new Next.Repeat(Duration.ZERO);
  private static Jdbi jdbi;
  private static JdbiJournal journal;

  @BeforeAll
  static void migrate() throws SQLException {
    jdbi = TestDatabase.migrated(TestDatabase.create("journal"));
    journal = new JdbiJournal(jdbi);
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle ->
        handle.execute(
            "truncate attempt, delivery, lane, turn, last_statuses, contact, app, monitor, outbox"));
  }

  @Test
  void keepsEverythingOfADelivery() {
    List<NewDelivery> deliveries =
        List.of(
            new NewDelivery(
                "1:OPENED",
                1,
                Lane.toContact(1, 18),
                new OutageOpened(new Outage(10, 7, 18, 5, 4L, 10, 500, 2040, "why")),
                Repeats.LEGACY,
                null),
            new NewDelivery(
                "2:OPENED",
                1,
                Lane.toContact(1, 19),
                new OutageOpened(outage(11, 19)),
                Repeats.DURABLE,
                null),
            new NewDelivery(
                "3:CLOSED",
                1,
                Lane.toContact(2, 18),
                new OutageClosed(outage(12, 18), 1025842995, Ending.RECOVERED),
                Repeats.LEGACY,
                null),
            new NewDelivery(
                "round:7:1",
                1,
                Lane.toApp(1, 18),
                new RoundTold(0, 13, "[{}]"),
                Repeats.DURABLE,
                null));
    journal.record(deliveries);

    List<Delivery> claimed = claim("a");
    assertThat(claimed)
        .extracting(Delivery::content)
        .containsExactlyInAnyOrderElementsOf(deliveries);
    assertThat(claimed).allMatch(delivery -> delivery.attempts() == 0);
    assertThat(journal.waiting()).isEqualTo(4);
  }

  @Test
  void theSameEventTwiceMakesOneDelivery() {
    journal.record(List.of(opened(1), opened(1)));
    Delivery once = claim("a").getFirst();
    finish("a", once, new Next.Delivered());
    journal.record(List.of(opened(1)));

    assertThat(claim("a")).isEmpty();
    assertThat(journal.waiting()).isZero();
  }

  @Test
  void aCloseWaitsUntilItsOpenIsDelivered() {
    journal.record(List.of(opened(1), closed(2)));
    Delivery open = onlyOne(claim("a"));
    assertThat(open.content()).isEqualTo(opened(1));
    assertThat(claim("a")).isEmpty();

    finish("a", open, new Next.Delivered());
    assertThat(onlyOne(claim("a")).content()).isEqualTo(closed(2));
  }

  @Test
  void aCloseWaitsForTheRepeatOfItsOpen() {
    journal.record(List.of(opened(1)));
    finish("a", onlyOne(claim("a")), REPEAT_LATER);
    journal.record(List.of(closed(2)));

    assertThat(claim("a")).isEmpty();
  }

  @Test
  void aGivenUpOpenLetsItsCloseGo() {
    journal.record(List.of(opened(1), closed(2)));
    finish("a", onlyOne(claim("a")), REPEAT_NOW);
    Delivery again = onlyOne(claim("a"));
    assertThat(again.attempts()).isEqualTo(1);
    finish("a", again, new Next.GivenUp());

    assertThat(onlyOne(claim("a")).content()).isEqualTo(closed(2));
  }

  @Test
  void twoInstancesNeverHoldOneLane() {
    journal.record(List.of(opened(1), closed(2)));
    assertThat(claim("a")).hasSize(1);
    assertThat(claim("b")).isEmpty();
  }

  @Test
  void aDeadInstancesLeaseLapsesAndALateRecordOfItChangesNothing() {
    journal.record(List.of(opened(1)));
    Delivery first = onlyOne(journal.claim("a", NO_LEASE, Set.of(), 10, Map.of(), 10));
    Delivery second = onlyOne(claim("b"));
    assertThat(second.number()).isEqualTo(first.number());

    finish("a", first, new Next.GivenUp());
    assertThat(journal.waiting()).isEqualTo(1);
    finish("b", second, new Next.Delivered());
    assertThat(journal.waiting()).isZero();
    assertThat(count("select count(*) from attempt")).isEqualTo(2);
  }

  /** The instance stood still for longer than its lease. */
  @Test
  void whatAnInstanceWorksOnItDoesNotClaimAgain() {
    journal.record(List.of(opened(1), opened(Lane.toContact(2, 18))));
    Delivery first = onlyOne(journal.claim("a", NO_LEASE, Set.of(), 1, Map.of(), 10));

    assertThat(journal.claim("a", LEASE, Set.of(first.laneNumber()), 10, Map.of(), 10))
        .singleElement()
        .extracting(Delivery::number)
        .isNotEqualTo(first.number());
  }

  @Test
  void aLeaseThatIsRenewedDoesNotLapse() {
    journal.record(List.of(opened(1)));
    Delivery held = onlyOne(journal.claim("a", NO_LEASE, Set.of(), 10, Map.of(), 10));
    journal.renew("a", LEASE, List.of(held.laneNumber()));

    assertThat(claim("b")).isEmpty();
  }

  @Test
  void anInstanceThatStartsAgainTakesBackWhatItHeld() {
    journal.record(List.of(opened(1)));
    assertThat(claim("a")).hasSize(1);
    journal.release("a");

    assertThat(claim("a")).hasSize(1);
  }

  @Test
  void oneReceiverGetsNoMoreThanItsShare() {
    List<NewDelivery> deliveries = new ArrayList<>();
    for (long contact = 1; contact <= 2; contact++) {
      contact(contact, "http://h" + contact + "/");
      for (long target = 0; target < 10; target++) {
        deliveries.add(
            new NewDelivery(
                target + ":OPENED",
                1,
                Lane.toContact(contact, target),
                new OutageOpened(outage(1, target)),
                Repeats.LEGACY,
                null));
      }
    }
    journal.record(deliveries);

    assertThat(journal.claim("a", LEASE, Set.of(), 100, Map.of("h1:http", 1), 4))
        .extracting(delivery -> delivery.content().lane().receiverId())
        .containsExactlyInAnyOrder(1L, 2L, 2L, 2L, 2L);
  }

  @Test
  void aReceiverWithACrowdOfWaitingLanesDelaysNoOther() {
    contact(1, "http://crowded/");
    contact(2, "http://quiet/");
    journal.record(
        LongStream.range(0, 3_000).mapToObj(target -> opened(Lane.toContact(1, target))).toList());
    journal.record(List.of(opened(Lane.toContact(2, 18))));

    assertThat(journal.claim("a", LEASE, Set.of(), 20, Map.of(), 16))
        .extracting(delivery -> delivery.content().lane().receiverId())
        .hasSize(17)
        .contains(2L);
    assertThat(journal.claim("a", LEASE, Set.of(), 20, Map.of("crowded:http", 0), 16)).isEmpty();
  }

  @Test
  void whatWaitsForAReceiverThatMovesWaitsForTheNewOne() {
    contact(1, "http://before/");
    journal.record(List.of(opened(1)));
    Contact moved = Things.contact(1, Channel.HTTP, "http://after/", Timing.AT_ONCE, Things.V2);
    new JdbiDirectory(jdbi).apply(List.of(new DirectoryChange.ContactChanged(moved)), List.of());

    assertThat(journal.claim("a", LEASE, Set.of(), 10, Map.of("after:http", 0), 10)).isEmpty();
    assertThat(journal.claim("a", LEASE, Set.of(), 10, Map.of("before:http", 0), 10)).hasSize(1);
  }

  @Test
  void whatWaitedBeforeThereWereTurnsHasOne() throws SQLException {
    String url = TestDatabase.create("turns");
    FluentConfiguration flyway =
        Flyway.configure().dataSource(url, null, null).locations("classpath:db/migration/notifier");
    flyway.target("2").load().migrate();
    Jdbi before = Jdbi.create(url).installPlugin(new PostgresPlugin());
    before.useHandle(handle -> {
      handle.execute(
          """
          insert into lane (receiver, receiver_id, subject_id, next_due)
          values ('CONTACT', 1, 18, now()), ('CONTACT', 1, 19, null)
          """);
      handle.execute(
          """
          insert into delivery (event_id, receiver, receiver_id, lane_id, kind, target_id,
                                happened_at, repeats, outage_id, record_id)
          select '1:OPENED', 'CONTACT', 1, lane_id, 'OUTAGE_OPENED', 18, 10, 'LEGACY', 1, 1
          from lane where subject_id = 18
          """);
    });
    flyway.target("latest").load().migrate();

    assertThat(new JdbiJournal(before).claim("a", LEASE, Set.of(), 10, Map.of(), 10))
        .extracting(delivery -> delivery.content().lane())
        .containsExactly(Lane.toContact(1, 18));
  }

  @Test
  void keepsEachAttempt() {
    journal.record(List.of(opened(1)));
    Delivery delivery = onlyOne(claim("a"));
    Instant at = Instant.ofEpochSecond(1025842575);
    journal.finish(
        "a",
        List.of(
            new Result(
                delivery,
                new Attempt(at, Duration.ofMillis(12), new Answered(500, "n\u0000o")),
                REPEAT_NOW)));
    delivery = onlyOne(claim("a"));
    journal.finish(
        "a",
        List.of(
            new Result(
                delivery,
                new Attempt(at, Duration.ofSeconds(8), new Failed(Failure.TIMEOUT, "silence")),
                new Next.GivenUp())));

    assertThat(
            texts(
                """
                select concat_ws('|', latency_millis, status_code, failure, failure_text, answer)
                from attempt order by attempt_id
                """))
        .containsExactly("12|500|n o", "8000|TIMEOUT|silence");
    assertThat(count("select count(*) from delivery where state = 'GIVEN_UP' and attempts = 2"))
        .isEqualTo(1);
  }

  @Test
  void anAnswerThatCannotBeRecordedAsItIsHoldsUpNoOther() {
    Lane other = Lane.toContact(2, 18);
    journal.record(List.of(opened(1), opened(other)));
    List<Delivery> claimed = claim("a");
    Instant at = Instant.ofEpochSecond(1025842575);
    jdbi.useHandle(handle ->
        handle.execute(
            "alter table attempt add constraint refused check (failure_text not like '%refused%')"));
    try {
      journal.finish(
          "a",
          claimed.stream()
              .map(delivery ->
                  new Result(
                      delivery,
                      new Attempt(
                          at,
                          Duration.ofMillis(12),
                          new Failed(
                              Failure.PROTOCOL,
                              delivery.content().lane().equals(other) ? "a\u0000c" : "refused")),
                      new Next.GivenUp()))
              .toList());
    } finally {
      jdbi.useHandle(handle -> handle.execute("alter table attempt drop constraint refused"));
    }

    assertThat(journal.waiting()).isZero();
    assertThat(texts("select failure_text from attempt order by attempt_id"))
        .containsExactlyInAnyOrder("What it said could not be recorded", "a c");
    assertThat(texts("select error from outbox where kind = 'GIVEN_UP' order by position"))
        .containsExactlyInAnyOrder("PROTOCOL: What it said could not be recorded", "PROTOCOL: a c");
  }

  @Test
  void aRoundThatWasGivenUpIsListedOnce() {
    NewDelivery callback =
        new NewDelivery(
            "round:7:1", 1, Lane.toApp(3, 7), new RoundTold(4, 1, "[]"), Repeats.LEGACY, null);
    Attempt attempt = new Attempt(Instant.EPOCH, Duration.ZERO, new Answered(500, ""));
    journal.recordGivenUp(callback, List.of(attempt, attempt));
    journal.recordGivenUp(callback, List.of(attempt, attempt));

    assertThat(count("select count(*) from delivery where state = 'GIVEN_UP'")).isEqualTo(1);
    assertThat(count("select count(*) from attempt")).isEqualTo(2);
    assertThat(claim("a")).isEmpty();
  }

  @Test
  void roundsOfOnChangeAppsBecomeDeliveriesWhenTheyAreNews() {
    journal.recordChanges(List.of(change(1, Outcome.UP), change(2, Outcome.UP)));
    journal.recordChanges(List.of(change(3, Outcome.DOWN), change(4, Outcome.DOWN)));
    journal.recordChanges(List.of(change(2, Outcome.UP), change(3, Outcome.DOWN)));

    assertThat(count("select count(*) from delivery")).isEqualTo(2);
    Delivery first = onlyOne(claim("a"));
    assertThat(first.content().eventId()).isEqualTo("round:7:1000");
    finish("a", first, new Next.Delivered());
    assertThat(onlyOne(claim("a")).content().eventId()).isEqualTo("round:7:3000");
  }

  private static void contact(long id, String address) {
    Contact contact = Things.contact(id, Channel.HTTP, address);
    new JdbiDirectory(jdbi).apply(List.of(new DirectoryChange.ContactChanged(contact)), List.of());
  }

  private static Outage outage(long outageId, long targetId) {
    return Things.outage(outageId, targetId);
  }

  private static NewDelivery opened(Lane lane) {
    return new NewDelivery(
        lane.subjectId() + ":OPENED",
        1,
        lane,
        new OutageOpened(outage(1, lane.subjectId())),
        Repeats.LEGACY,
        null);
  }

  private static NewDelivery opened(int event) {
    return new NewDelivery(
        event + ":OPENED",
        1,
        Lane.toContact(1, 18),
        new OutageOpened(outage(event, 18)),
        Repeats.LEGACY,
        null);
  }

  private static NewDelivery closed(int event) {
    return new NewDelivery(
        event + ":CLOSED",
        1,
        Lane.toContact(1, 18),
        new OutageClosed(outage(event, 18), 1025842995, Ending.RECOVERED),
        Repeats.LEGACY,
        null);
  }

  private static ChangeOffer change(long second, Outcome outcome) {
    ClosedRound round =
        new ClosedRound(
            7, Instant.ofEpochSecond(second), List.of(new RecordOutcome(1, 1, 0, outcome, null)));
    return new ChangeOffer(
        round,
        new NewDelivery(
            round.eventId(),
            1,
            Lane.toApp(3, 7),
            new RoundTold(4, second, "[]"),
            Repeats.DURABLE,
            null));
  }

  private static List<Delivery> claim(String owner) {
    return journal.claim(owner, LEASE, Set.of(), 100, Map.of(), 100);
  }

  private static Delivery onlyOne(List<Delivery> claimed) {
    assertThat(claimed).hasSize(1);
    return claimed.getFirst();
  }

  private static void finish(String owner, Delivery delivery, Next next) {
    journal.finish(owner, List.of(result(delivery, next)));
  }

  private static Result result(Delivery delivery, Next next) {
    return new Result(
        delivery, new Attempt(Instant.EPOCH, Duration.ofMillis(1), new Answered(200, "")), next);
  }

  private static List<String> texts(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static long count(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
