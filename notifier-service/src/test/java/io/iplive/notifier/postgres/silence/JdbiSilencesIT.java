package io.iplive.notifier.postgres.silence;

import static io.iplive.notifier.Things.SINCE;
import static io.iplive.notifier.Things.outage;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.Things;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.MonitorChanged;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.maintenance.Span;
import io.iplive.notifier.maintenance.Window;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.outbox.Step;
import io.iplive.notifier.postgres.JdbiOutageJournal;
import io.iplive.notifier.postgres.JdbiOutbox;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.notifier.routing.Routed;
import io.iplive.notifier.routing.SilenceRouting;
import io.iplive.notifier.routing.Silences.Standing;
import io.iplive.notifier.silence.Circumstances;
import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Seconds are counted from the first failing round; the outage is decided at the 60th. */
class JdbiSilencesIT {

  private static final Contact CONTACT = Things.contact(1, Channel.WEBHOOK, "http://h/");
  private static final Monitor MONITOR = Things.monitor(null, true);
  private static final Circumstances QUIET = maintenance(0, 200);
  private static Jdbi jdbi;
  private static JdbiOutageJournal journal;
  private static JdbiSilences silences;
  private static JdbiOutbox outbox;

  @BeforeAll
  static void migrate() throws SQLException {
    String url = TestDatabase.create("silences");
    jdbi = TestDatabase.migrated(url);
    journal = new JdbiOutageJournal(jdbi);
    silences = new JdbiSilences(jdbi);
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(url);
    outbox = new JdbiOutbox(jdbi, own);
    new JdbiDirectory(jdbi)
        .apply(List.of(new ContactChanged(CONTACT), new MonitorChanged(MONITOR)), List.of());
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle ->
        handle.execute(
            "truncate attempt, delivery, lane, turn, reminder, outbox, silence, known_outage"));
  }

  @Test
  void aSilencedOutageIsKeptAsItCameAndPublishedOnce() {
    take(open(QUIET));
    take(open(QUIET));
    assertThat(deliveries()).isEmpty();
    Held held = silences.untold(List.of(901L, 902L)).get(901L);
    assertThat(held)
        .isEqualTo(
            new Held("901:OPENED", outage(901), 1, at(60), Reason.MAINTENANCE, at(200), false));
    Step step = steps().getFirst();
    assertThat(steps()).hasSize(1);
    assertThat(step.kind()).isEqualTo(Step.Kind.SILENCED);
    assertThat(step.silence()).isEqualTo(Reason.MAINTENANCE);
    assertThat(step.outageId()).isEqualTo(901);
    assertThat(step.targetId()).isEqualTo(18);
    assertThat(step.monitorId()).isEqualTo(7);
    assertThat(step.causeId()).isEqualTo("901:OPENED");
    assertThat(step.contactId()).isNull();
  }

  @Test
  void itIsLookedAtSoonAndToldOnce() {
    take(open(QUIET));
    assertThat(silences.due(10)).as("its end may be on its way").isEmpty();
    later();
    Held held = silences.due(10).getFirst();
    settle(held, QUIET, 100);
    assertThat(silences.due(10)).as("again later").isEmpty();
    assertThat(deliveries()).isEmpty();

    settle(held, QUIET, 200);
    settle(held, QUIET, 200);
    assertThat(deliveries()).containsExactly("901:OPENED");
    assertThat(silences.untold(List.of(901L))).isEmpty();
    take(open(QUIET));
    assertThat(silences.due(10)).as("the beginning again").isEmpty();
    take(close(Circumstances.NONE, null, 300));
    assertThat(deliveries()).containsExactly("901:OPENED", "901:CLOSED");
    assertThat(steps()).extracting(Step::kind).containsOnlyOnce(Step.Kind.SILENCED);
  }

  @Test
  void itsEndIsNotToldAndNothingTellsItAfterwards() {
    take(open(QUIET));
    Held held = untold();
    take(close(QUIET, held, 100));
    settle(held, QUIET, 200);
    assertThat(deliveries()).isEmpty();
    Held over = untold();
    assertThat(over.over()).isTrue();

    take(open(QUIET));
    take(close(Circumstances.NONE, over, 300));
    assertThat(deliveries()).as("both events again").isEmpty();
  }

  @Test
  void anEndThatComesWhenAnotherInstanceHasJustToldTheBeginningIsTold() {
    take(open(QUIET));
    Held held = untold();
    List<Routed> end = close(QUIET, held, 100);
    settle(held, Circumstances.NONE, 100);
    take(end);
    assertThat(deliveries()).containsExactly("901:OPENED", "901:CLOSED");
  }

  @Test
  void whatOutlivedItsSilenceIsToldWithItsEnd() {
    take(open(QUIET));
    Held held = untold();
    take(close(QUIET, held, 260));
    assertThat(deliveries()).containsExactly("901:OPENED", "901:CLOSED");
    later();
    assertThat(silences.due(10)).isEmpty();
  }

  @Test
  void aReasonThatIsFoundLaterIsPublishedThen() {
    Monitor child = child();
    take(SilenceRouting.routed(opened(), child, List.of(CONTACT), up(), null));
    assertThat(steps()).as("it only waits").isEmpty();
    later();
    Held held = silences.due(10).getFirst();
    journal.settle(List.of(SilenceRouting.settled(held, child, List.of(CONTACT), down(), at(70))));
    journal.settle(List.of(SilenceRouting.settled(held, child, List.of(CONTACT), down(), at(100))));
    assertThat(steps()).extracting(Step::silence).containsExactly(Reason.PARENT);
  }

  @Test
  void aMonitorIsDownFromTheBeginningToTheEndOfAnOutage() {
    assertThat(standings()).isEmpty();
    take(open(Circumstances.NONE));
    assertThat(standings()).isEqualTo(Map.of(7L, new Standing(true, null)));
    take(close(Circumstances.NONE, null, 300));
    assertThat(standings()).isEqualTo(Map.of(7L, new Standing(false, at(300))));
    take(open(Circumstances.NONE));
    assertThat(standings())
        .as("the beginning again")
        .isEqualTo(Map.of(7L, new Standing(false, at(300))));
  }

  @Test
  void anEndThatIsMissingComesWithTheNextBeginning() {
    take(open(Circumstances.NONE));
    take(List.of(new Routed.Began(outage(902))));
    take(List.of(new Routed.Over(outage(902), at(300))));
    assertThat(standings()).isEqualTo(Map.of(7L, new Standing(false, at(300))));
  }

  @Test
  void anOlderBeginningThatComesAgainEndsNothing() {
    take(open(Circumstances.NONE));
    take(close(Circumstances.NONE, null, 300));
    take(List.of(new Routed.Began(outage(902))));
    take(open(Circumstances.NONE));
    assertThat(standings().get(7L)).extracting(Standing::down).isEqualTo(true);
  }

  @Test
  void remindersOfWhatIsSilentAreLeftOut() {
    Contact reminded =
        Things.contact(1, Channel.WEBHOOK, "http://h/", Things.timing(0, 10), Things.V2);
    new JdbiDirectory(jdbi).apply(List.of(new ContactChanged(reminded)), List.of());
    take(SilenceRouting.routed(opened(), MONITOR, List.of(reminded), Circumstances.NONE, null));
    jdbi.useHandle(handle -> handle.execute("update delivery set state = 'DELIVERED'"));
    assertThat(journal.remindable(10)).as("it began long ago, but is told just now").isEmpty();
    jdbi.useHandle(
        handle -> handle.execute("update reminder set next_at = next_at - interval '10 minutes'"));
    assertThat(journal.remindable(10)).isEqualTo(Map.of(18L, 7L));
    assertThat(journal.remind(Set.of(18L), Set.of(18L))).isZero();
    assertThat(journal.remindable(10)).as("only ten minutes later again").isEmpty();
    jdbi.useHandle(
        handle -> handle.execute("update reminder set next_at = next_at - interval '10 minutes'"));
    assertThat(journal.remind(Set.of(18L), Set.of())).isEqualTo(1);
    assertThat(deliveries()).containsExactly("901:OPENED", "901:OPENED:reminder:1");
  }

  @Test
  void whatIsOverForLongIsForgotten() {
    take(open(QUIET));
    take(close(QUIET, untold(), 100));
    jdbi.useHandle(handle -> {
      handle.execute("truncate outbox");
      handle.execute("update silence set recorded_at = now() - interval '31 days'");
      handle.execute(
          "update known_outage set known_at = now() - interval '31 days',"
              + " over_at = now() - interval '31 days'");
    });
    Duration month = Duration.ofDays(30);
    assertThat(journal.forget(month, month, 10)).isEqualTo(2);
    assertThat(standings()).isEmpty();
  }

  private static Held untold() {
    return silences.untold(List.of(901L)).values().iterator().next();
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(SINCE + second);
  }

  private static OutageFact opened() {
    return new OutageFact("901:OPENED", new OutageOpened(outage(901)), at(60));
  }

  private static List<Routed> open(Circumstances around) {
    return SilenceRouting.routed(opened(), MONITOR, List.of(CONTACT), around, null);
  }

  private static List<Routed> close(Circumstances around, @Nullable Held held, long second) {
    OutageFact closed =
        new OutageFact(
            "901:CLOSED",
            new OutageClosed(outage(901), SINCE + second, Ending.RECOVERED),
            at(second));
    return SilenceRouting.routed(closed, MONITOR, List.of(CONTACT), around, held);
  }

  private static void take(List<Routed> routed) {
    journal.take(routed, List.of());
  }

  private static void settle(Held held, Circumstances around, long second) {
    journal.settle(
        List.of(SilenceRouting.settled(held, MONITOR, List.of(CONTACT), around, at(second))));
  }

  private static void later() {
    jdbi.useHandle(
        handle -> handle.execute("update silence set look_at = look_at - interval '1 minute'"));
  }

  private static Map<Long, Standing> standings() {
    return silences.standings(List.of(7L, 8L));
  }

  private static List<String> deliveries() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select event_id from delivery order by delivery_id")
            .mapTo(String.class)
            .list());
  }

  private static List<Step> steps() {
    try (var lane = outbox.open()) {
      return lane.next(100).stream().filter(step -> step.kind() == Step.Kind.SILENCED).toList();
    }
  }

  private static Circumstances maintenance(long from, long to) {
    return new Circumstances(
        List.of(new Window.Once(new Span(at(from), at(to)))), null, Duration.ZERO);
  }

  private static Circumstances up() {
    return new Circumstances(
        List.of(), new Circumstances.Parent(Duration.ofMinutes(2), false, null), Duration.ZERO);
  }

  private static Circumstances down() {
    return new Circumstances(
        List.of(), new Circumstances.Parent(Duration.ofMinutes(2), true, null), Duration.ZERO);
  }

  private static Monitor child() {
    return new Monitor(
        7, Things.V1, 1, null, null, true, null, true, MONITOR.subject(), 6L, Things.WATCH);
  }
}
