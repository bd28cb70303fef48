package io.iplive.notifier.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.Things;
import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal.Result;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.notifier.routing.OutageRouting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances at one journal. */
class SharedJournalIT {

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Next REPEAT_NOW = new Next.Repeat(Duration.ZERO);
  private static final long GATE = 42;
  private static int databases;
  private String url;
  private Jdbi jdbi;
  private JdbiJournal journal;

  @BeforeEach
  void migrate() throws SQLException {
    url = TestDatabase.create("shared_journal_" + ++databases);
    jdbi = TestDatabase.migrated(url);
    journal = new JdbiJournal(jdbi);
  }

  /**
   * A claim has seen a lane as free; before it takes it, another instance claims the lane, delivers
   * and gives it back. What is delivered is not handed out again.
   */
  @Test
  void whatWasDeliveredWhileAClaimWasUnderWayIsNotHandedOutAgain() throws Exception {
    journal.record(List.of(closed(1, Lane.toContact(1, 18)), closed(2, Lane.toContact(1, 18))));
    JdbiJournal slow = behindTheGate();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Delivery>> late =
          jdbi.withHandle(gate -> {
            gate.execute("select pg_advisory_lock(?)", GATE);
            Future<List<Delivery>> claiming = threads.submit(() -> claim(slow, "late"));
            await()
                .until(() ->
                    gate.createQuery(
                            "select exists (select 1 from pg_locks"
                                + " where locktype = 'advisory' and not granted)")
                        .mapTo(Boolean.class)
                        .one());
            Delivery first = claim(journal, "early").getFirst();
            journal.finish("early", List.of(result(first, new Next.Delivered())));
            gate.execute("select pg_advisory_unlock(?)", GATE);
            return claiming;
          });
      assertThat(late.get())
          .extracting(delivery -> delivery.content().eventId())
          .containsExactly("2");
    }
  }

  /** A journal whose claims stand between what they see and what they take, at the gate. */
  private JdbiJournal behindTheGate() {
    jdbi.useHandle(handle -> {
      handle.execute("alter table hold rename to held");
      handle.execute(
          """
          create function held_at_gate() returns setof held language plpgsql as $$
          begin
            if current_setting('application_name') = 'late' then
              perform pg_advisory_xact_lock_shared(%d);
            end if;
            return query select * from held;
          end $$
          """
              .formatted(GATE));
      handle.execute("create view hold as select * from held_at_gate()");
    });
    return new JdbiJournal(
        Jdbi.create(url + "&ApplicationName=late").installPlugin(new PostgresPlugin()));
  }

  /** The close was under way when the redelivery began, and is delivered before it has the lane. */
  @Test
  void anOpenThatIsToldAgainIsFollowedByACloseThatWasDeliveredMeanwhile() throws Exception {
    Lane lane = Lane.toContact(1, 18);
    journal.record(List.of(opened(1, lane)));
    finish(claim(journal, "a"));
    journal.record(List.of(closed(1, lane)));
    long now = Instant.now().toEpochMilli();
    Future<Integer> redelivering =
        meanwhile(
            () -> new JdbiOutageJournal(jdbi).redeliver(1, now - 60_000, now + 60_000, null),
            gate -> {
              gate.execute("select from lane for update");
              gate.execute(
                  "update delivery set state = 'DELIVERED', finished_at = now()"
                      + " where state = 'WAITING'");
              gate.execute("delete from turn");
            });
    assertThat(redelivering.get()).isEqualTo(2);
    List<Delivery> again = claim(journal, "a");
    finish(again);
    assertThat(again).extracting(delivery -> delivery.content().eventId()).containsExactly("o1");
    assertThat(claim(journal, "a"))
        .extracting(delivery -> delivery.content().eventId())
        .containsExactly("1");
  }

  @Test
  void whatIsToldAgainWhileItIsForgottenIsKept() throws Exception {
    journal.record(List.of(closed(1, Lane.toContact(1, 18))));
    finish(claim(journal, "a"));
    jdbi.useHandle(handle -> {
      handle.execute("truncate outbox");
      handle.execute(
          "update delivery set recorded_at = now() - interval '2 days',"
              + " finished_at = now() - interval '2 days'");
    });
    Duration day = Duration.ofDays(1);
    Future<Integer> forgetting =
        meanwhile(
            () -> new JdbiOutageJournal(jdbi).forget(day, day, 10),
            gate -> {
              gate.execute("update delivery set state = 'WAITING', finished_at = null");
              gate.execute(
                  "insert into outbox (kind, delivery_id) select 'RECORDED', delivery_id"
                      + " from delivery");
            });
    assertThat(forgetting.get()).isZero();
    assertThat(journal.waiting()).isEqualTo(1);
  }

  /**
   * Whoever records an end has the lane and then ends the reminders: neither waits for the other.
   */
  @Test
  void aReminderIsLeftToTheNextLookWhileItsLaneIsWorkedOn() throws Exception {
    Contact contact = Things.contact(1, Channel.WEBHOOK, "http://h/", Things.timing(0, 10));
    new JdbiDirectory(jdbi).apply(List.of(new ContactChanged(contact)), List.of());
    JdbiOutageJournal outages = new JdbiOutageJournal(jdbi);
    OutageFact fact =
        new OutageFact("901:OPENED", new OutageOpened(Things.outage(901)), Instant.EPOCH);
    outages.take(
        OutageRouting.routed(fact, Things.monitor(null, true), List.of(contact)), List.of());
    finish(claim(journal, "a"));
    jdbi.useHandle(
        handle -> handle.execute("update reminder set next_at = now() - interval '1 second'"));

    Future<Integer> reminding =
        meanwhile(
            () -> outages.remind(Set.of(18L), Set.of()),
            gate -> gate.execute("select from lane for update"));
    assertThat(reminding.get()).isZero();
    assertThat(outages.remind(Set.of(18L), Set.of())).isEqualTo(1);
  }

  /** Begins work while a change is not yet committed, and commits once the work ended or waits. */
  private <T> Future<T> meanwhile(Callable<T> work, Consumer<Handle> change) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return jdbi.inTransaction(gate -> {
        change.accept(gate);
        Future<T> begun = threads.submit(work);
        await()
            .until(() ->
                begun.isDone()
                    || gate.createQuery("select exists (select 1 from pg_locks where not granted)")
                        .mapTo(Boolean.class)
                        .one());
        return begun;
      });
    }
  }

  /** Two instances at work while events come in: no lane is ever out of order or done twice. */
  @Test
  void ordersEachLaneWhoeverWorksOnIt() throws Exception {
    Map<Lane, List<String>> told = new ConcurrentHashMap<>();
    int events = 400;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer = threads.submit(() -> write(new Random(1), events));
      List<Future<?>> workers =
          List.of(
              threads.submit(() -> work("a", new Random(2), told, writer)),
              threads.submit(() -> work("b", new Random(3), told, writer)));
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    assertThat(told.values().stream().mapToInt(List::size).sum()).isEqualTo(events);
    assertThat(told.values())
        .allSatisfy(order -> assertThat(order.stream().map(Integer::valueOf).toList()).isSorted());
  }

  private void write(Random random, int events) {
    List<Integer> ids = new ArrayList<>();
    for (int event = 0; event < events; event++) {
      ids.add(event);
    }
    for (int from = 0; from < events; from += 20) {
      List<NewDelivery> batch = new ArrayList<>();
      for (int event : ids.subList(from, from + 20)) {
        batch.add(closed(event, Lane.toContact(random.nextInt(3), random.nextInt(4))));
      }
      journal.record(batch);
    }
  }

  private void work(String owner, Random random, Map<Lane, List<String>> told, Future<?> writer) {
    while (!writer.isDone() || journal.waiting() > 0) {
      List<Delivery> claimed = new ArrayList<>(claim(journal, owner));
      Collections.shuffle(claimed, random);
      List<Result> results = new ArrayList<>();
      for (Delivery delivery : claimed) {
        boolean delivered = random.nextInt(3) > 0;
        if (delivered) {
          told.computeIfAbsent(delivery.content().lane(), _ -> new CopyOnWriteArrayList<>())
              .add(delivery.content().eventId());
        }
        results.add(result(delivery, delivered ? new Next.Delivered() : REPEAT_NOW));
      }
      if (!results.isEmpty()) {
        journal.finish(owner, results);
      }
    }
  }

  private void finish(List<Delivery> claimed) {
    journal.finish(
        "a", claimed.stream().map(delivery -> result(delivery, new Next.Delivered())).toList());
  }

  private static NewDelivery opened(int event, Lane lane) {
    return new NewDelivery(
        "o" + event, 1, lane, new OutageOpened(Things.outage(event, 18)), Repeats.LEGACY, null);
  }

  private static NewDelivery closed(int event, Lane lane) {
    return new NewDelivery(
        Integer.toString(event),
        1,
        lane,
        new OutageClosed(Things.outage(event, 1), 1025842995, Ending.RECOVERED),
        Repeats.LEGACY,
        null);
  }

  private static List<Delivery> claim(JdbiJournal journal, String owner) {
    return journal.claim(owner, LEASE, Set.of(), 5, Map.of(), 100);
  }

  private static Result result(Delivery delivery, Next next) {
    return new Result(
        delivery, new Attempt(Instant.EPOCH, Duration.ofMillis(1), new Answered(200, "")), next);
  }
}
