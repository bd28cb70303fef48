package io.iplive.notifier.postgres;

import static io.iplive.notifier.Things.outage;
import static io.iplive.notifier.Things.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.Things;
import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal.Result;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.directory.Account.State;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.DirectoryChange.AccountChanged;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.MonitorChanged;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.OfOutage;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.notifier.routing.OutageJournal.Kept;
import io.iplive.notifier.routing.OutageJournal.Position;
import io.iplive.notifier.routing.OutageRouting;
import io.iplive.notifier.routing.Routed;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiOutageJournalIT {

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration MONTH = Duration.ofDays(30);
  private static Jdbi jdbi;
  private static JdbiJournal journal;
  private static JdbiOutageJournal outages;
  private static JdbiDirectory directory;

  @BeforeAll
  static void migrate() throws SQLException {
    jdbi = TestDatabase.migrated(TestDatabase.create("outages"));
    journal = new JdbiJournal(jdbi);
    outages = new JdbiOutageJournal(jdbi);
    directory = new JdbiDirectory(jdbi);
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle ->
        handle.execute(
            "truncate attempt, delivery, lane, turn, contact, account, monitor, reminder, outage_backlog, outbox,"
                + " silence, known_outage, maintenance"));
  }

  @Test
  void anOutageThatEndsWithinTheDelayIsNotTold() {
    Contact contact = known(timing(5, 0));
    take(contact, open(now()));
    assertThat(claim()).isEmpty();
    take(contact, close(now(), 60));

    assertThat(claim()).isEmpty();
    assertThat(steps()).containsExactly("RECORDED", "RECORDED", "DROPPED", "DROPPED");
    take(contact, close(now(), 60));
    assertThat(claim()).as("the event again").isEmpty();
    assertThat(journal.waiting()).isZero();
  }

  @Test
  void neitherWhenBothComeLateAndTogether() {
    Contact contact = known(timing(5, 0));
    take(contact, open(outage(901)), close(outage(901), 60));
    assertThat(claim()).isEmpty();
  }

  @Test
  void anOutageThatOutlivesTheDelayIsToldWithItsEnd() {
    Contact contact = known(timing(5, 0));
    take(contact, open(outage(901)), close(outage(901), 420));

    assertThat(told()).containsExactly("OutageOpened", "OutageClosed");
  }

  @Test
  void aBeginningThatIsUnderWayIsFollowedByItsEnd() {
    Contact contact = known(timing(5, 0));
    take(contact, open(outage(901)));
    Delivery open = claim().getFirst();
    take(contact, close(outage(901), 60));

    finish(open);
    assertThat(told()).containsExactly("OutageClosed");
  }

  @Test
  void onlyTheOutageThatEndedIsTakenBack() {
    Contact contact = known(timing(5, 0));
    take(contact, open(outage(900)), open(now()), close(now(), 60));
    assertThat(told()).containsExactly("OutageOpened");
  }

  @Test
  void aContactIsRemindedUntilTheOutageEnds() {
    Contact contact = known(timing(0, 10));
    take(contact, open(outage(901)));
    assertThat(remind()).as("while the beginning waits").isZero();
    finish(claim().getFirst());
    later("10 minutes");
    assertThat(remind()).isEqualTo(1);
    assertThat(remind()).as("not due again yet").isZero();

    Delivery reminder = claim().getFirst();
    assertThat(reminder.content().message()).isEqualTo(new OutageReminder(outage(901), 1));
    later("10 minutes");
    assertThat(remind()).as("while one is under way").isZero();
    finish(reminder);
    later("10 minutes");
    assertThat(remind()).isEqualTo(1);
    assertThat(claim().getFirst().content().message())
        .isEqualTo(new OutageReminder(outage(901), 2));

    take(contact, close(outage(901), 420));
    later("10 minutes");
    assertThat(remind()).isZero();
    take(contact, open(outage(901)));
    later("10 minutes");
    assertThat(remind()).as("the beginning again").isZero();
  }

  @Test
  void aContactThatIsGoneOrWantsNoneIsNotReminded() {
    take(known(timing(0, 10)), open(outage(901)));
    finish(claim().getFirst());
    directory.apply(List.of(new ContactChanged(newer(timing(0, 0)))), List.of());
    later("10 minutes");
    assertThat(remind()).isZero();
    assertThat(count("select count(*) from reminder")).isZero();
  }

  @Test
  void aContactThatItsTaskNamesNoMoreIsNotReminded() {
    Contact contact = known(timing(0, 10));
    take(contact, open(outage(901)));
    finish(claim().getFirst());
    directory.apply(List.of(new MonitorChanged(Things.monitor(List.of(99L), true))), List.of());
    later("3 hours");
    assertThat(remind()).isZero();
  }

  @Test
  void remindersMissedWhileWeWereAwayAreNotCaughtUp() {
    take(known(timing(0, 10)), open(outage(901)));
    finish(claim().getFirst());
    later("3 hours");
    assertThat(remind()).isEqualTo(1);
    finish(claim().getFirst());
    assertThat(remind()).isZero();
  }

  @Test
  void whatWasToldIsToldAgainInItsOrderUnderItsIds() {
    Contact contact = known(Timing.AT_ONCE);
    take(contact, open(outage(901)), close(outage(901), 420), open(outage(902)));
    List<String> first = toldIds();
    assertThat(first).hasSize(3);
    long now = Instant.now().toEpochMilli();

    assertThat(outages.redeliver(1, now - 60_000, now + 60_000, null)).isEqualTo(3);
    assertThat(toldIds()).isEqualTo(first);
    assertThat(outages.redeliver(1, now - 60_000, now + 60_000, 99L)).isZero();
    assertThat(outages.redeliver(2, now - 60_000, now + 60_000, null)).isZero();
    assertThat(outages.redeliver(1, now + 60_000, now + 90_000, null)).isZero();
  }

  @Test
  void anOpenThatIsToldAgainIsFollowedByItsCloseWheneverThatWas() {
    Contact contact = known(Timing.AT_ONCE);
    take(contact, open(outage(901)));
    finish(claim().getFirst());
    jdbi.useHandle(
        handle -> handle.execute("update delivery set recorded_at = now() - interval '2 hours'"));
    take(contact, close(outage(901), 420));
    finish(claim().getFirst());
    long now = Instant.now().toEpochMilli();

    assertThat(outages.redeliver(1, now - 9_000_000, now - 3_600_000, null)).isEqualTo(2);
    assertThat(told()).containsExactly("OutageOpened", "OutageClosed");
  }

  @Test
  void aCloseThatIsUnderWayWhileItsOpenIsToBeToldAgainIsToldBehindIt() {
    Contact contact = known(Timing.AT_ONCE);
    take(contact, open(outage(901)));
    finish(claim().getFirst());
    take(contact, close(outage(901), 420));
    Delivery close = claim().getFirst();
    long now = Instant.now().toEpochMilli();
    assertThat(outages.redeliver(1, now - 60_000, now + 60_000, null)).isEqualTo(1);
    finish(close);

    assertThat(told()).containsExactly("OutageOpened", "OutageClosed");
    assertThat(steps())
        .containsExactly("RECORDED", "DELIVERED", "RECORDED", "RECORDED", "DELIVERED", "DELIVERED");
  }

  @Test
  void whatWasNotToBeToldIsNotToldAgainEither() {
    take(known(timing(5, 0)), open(now()), close(now(), 60));
    assertThat(told()).isEmpty();
    long now = Instant.now().toEpochMilli();
    assertThat(outages.redeliver(1, now - 60_000, now + 60_000, null)).isZero();
  }

  @Test
  void whatWaitsIsNotToldTwice() {
    take(known(Timing.AT_ONCE), open(outage(901)));
    long now = Instant.now().toEpochMilli();
    assertThat(outages.redeliver(1, now - 60_000, now + 60_000, null)).isZero();
  }

  @Test
  void whatEndedLongAgoIsForgottenUnlessItIsStillToBePublished() {
    take(known(Timing.AT_ONCE), open(outage(901)), open(outage(902)));
    finish(claim().getFirst());
    jdbi.useHandle(handle ->
        handle.execute(
            "update delivery set recorded_at = now() - interval '31 days',"
                + " finished_at = finished_at - interval '31 days'"));
    assertThat(outages.forget(MONTH, MONTH, 100)).isZero();
    jdbi.useHandle(handle -> handle.execute("truncate outbox"));
    assertThat(outages.forget(MONTH, MONTH, 100)).isEqualTo(1);
    assertThat(count("select count(*) from attempt")).isZero();
    assertThat(told()).as("what waits stays").containsExactly("OutageOpened");
  }

  @Test
  void eventsAreKeptBehindADeadLetterInTheirOrder() {
    outages.block(kept(10, true));
    outages.take(List.of(), List.of(kept(12, false)));
    outages.take(List.of(), List.of(kept(11, false), kept(13, true), kept(14, false)));

    assertThat(outages.blocked(Set.of(7L, 8L))).containsExactly(7L);
    assertThat(outages.deadLetters()).containsExactly(kept(10, true), kept(13, true));
    assertThat(outages.alive(7, null)).isEmpty();
    List<Kept> alive = outages.alive(7, new Position(1, 10));
    assertThat(alive).extracting(event -> event.at().offset()).containsExactly(10L, 11L, 12L);

    outages.takeKept(List.of(), alive.stream().map(Kept::at).toList(), null);
    assertThat(outages.blocked(Set.of(7L))).containsExactly(7L);
    outages.takeKept(List.of(), List.of(new Position(1, 13)), null);
    assertThat(outages.forgotten()).containsExactly(7L);
    outages.takeKept(List.of(), List.of(), new Position(1, 14));
    assertThat(outages.forgotten()).isEmpty();
    assertThat(outages.deadLetters())
        .extracting(letter -> letter.at().offset())
        .containsExactly(14L);
  }

  @Test
  void anAccountThatRunsOutOfMoneyIsToldOnce() {
    Contact mail = Things.contact(1, Channel.EMAIL, "a@b.example");
    Contact seeds = Things.contact(2, Channel.HTTP, "http://h/");
    directory.apply(List.of(new ContactChanged(mail), new ContactChanged(seeds)), List.of());
    account(1, State.UNPAID);
    assertThat(told()).as("seen for the first time").isEmpty();
    account(2, State.ACTIVE);
    account(3, State.UNPAID);
    account(3, State.UNPAID);
    account(4, State.UNPAID);

    assertThat(told()).containsExactly("BalanceZero");
  }

  private static void account(long version, State state) {
    directory.apply(
        List.of(
            new AccountChanged(
                Things.account(new Version(1, version), state, List.of()), Instant.EPOCH)),
        List.of());
  }

  private static Kept kept(long offset, boolean dead) {
    return new Kept(new Position(1, offset), 7, dead, ByteBuffer.wrap(new byte[] {1, 2}));
  }

  private static Contact known(Timing timing) {
    Contact contact = Things.contact(1, Channel.WEBHOOK, "http://h/", timing);
    directory.apply(List.of(new ContactChanged(contact)), List.of());
    return contact;
  }

  private static Contact newer(Timing timing) {
    Contact contact = Things.contact(1, Channel.WEBHOOK, "http://h/", timing);
    return new Contact(
        1,
        1,
        Things.V2,
        contact.channel(),
        true,
        contact.address(),
        List.of(),
        true,
        contact.repeats(),
        false,
        timing,
        contact.reader());
  }

  private static void take(Contact contact, OutageFact... facts) {
    List<Routed> routed = new ArrayList<>();
    for (OutageFact fact : facts) {
      routed.addAll(OutageRouting.routed(fact, Things.monitor(null, true), List.of(contact)));
    }
    outages.take(routed, List.of());
  }

  /** One that has just begun. */
  private static Outage now() {
    return new Outage(901, 7, 18, 5, null, Instant.now().getEpochSecond(), null, null, null);
  }

  private static OutageFact open(Outage outage) {
    return fact(new OutageOpened(outage), "OPENED");
  }

  private static OutageFact close(Outage outage, long lasted) {
    return fact(new OutageClosed(outage, outage.since() + lasted, Ending.RECOVERED), "CLOSED");
  }

  private static OutageFact fact(OfOutage message, String kind) {
    return new OutageFact(message.outage().outageId() + ":" + kind, message, Instant.EPOCH);
  }

  private static int remind() {
    return outages.remind(outages.remindable(10).keySet(), Set.of());
  }

  /** Lets time pass for reminders. */
  private static void later(String length) {
    jdbi.useHandle(handle ->
        handle.execute("update reminder set next_at = next_at - cast(? as interval)", length));
  }

  private static List<Delivery> claim() {
    return journal.claim("a", LEASE, Set.of(), 100, Map.of(), 100);
  }

  private static void finish(Delivery delivery) {
    Attempt attempt = new Attempt(Instant.EPOCH, Duration.ofMillis(1), new Answered(200, ""));
    journal.finish("a", List.of(new Result(delivery, attempt, new Next.Delivered())));
  }

  /** Works everything off. */
  private static List<Delivery> all() {
    List<Delivery> all = new ArrayList<>();
    for (List<Delivery> some = claim(); !some.isEmpty(); some = claim()) {
      some.forEach(JdbiOutageJournalIT::finish);
      all.addAll(some);
    }
    return all;
  }

  private static List<String> told() {
    return all().stream()
        .map(delivery -> delivery.content().message())
        .map(Message::getClass)
        .map(Class::getSimpleName)
        .toList();
  }

  private static List<String> toldIds() {
    return all().stream().map(delivery -> delivery.id().value()).toList();
  }

  private static List<String> steps() {
    return jdbi.withHandle(handle ->
        handle.createQuery("select kind from outbox order by position").mapTo(String.class).list());
  }

  private static long count(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
