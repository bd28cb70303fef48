package io.iplive.notifier.sms;

import static io.iplive.notifier.Things.outage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.Things;
import io.iplive.notifier.Words;
import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Accepted;
import io.iplive.notifier.delivery.Answer.Deferred;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Held;
import io.iplive.notifier.delivery.Answer.Refused;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.MonitorChanged;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.doubles.SmscDouble;
import io.iplive.notifier.doubles.SmscDouble.Mishap;
import io.iplive.notifier.doubles.SmscDouble.Sms;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message.OfOutage;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.postgres.JdbiHolds;
import io.iplive.notifier.postgres.JdbiJournal;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.postgres.sms.JdbiSmsBook;
import io.iplive.notifier.postgres.sms.JdbiSmsDuty;
import io.iplive.notifier.sending.Digests;
import io.iplive.notifier.sending.Outgoing;
import io.iplive.notifier.smsc.Reaction;
import io.iplive.notifier.smsc.SmsBook.Numbers;
import io.iplive.notifier.smsc.Stale;
import io.iplive.notifier.smsc.Stale.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The channel between a real database and a server as strict as the provider. */
class SmscChannelIT {

  private static final String PHONE = "+79991234567";
  private static final Duration AFTER_SILENCE = Duration.ofSeconds(15);
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration SELDOM = Duration.ofHours(1);
  private static Jdbi jdbi;
  private static JdbiDirectory directory;
  private static JdbiHolds holds;
  private static JdbiSmsDuty duty;
  private static JdbiSmsBook book;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SmsAlerts alerts = new SmsAlerts(meters);
  private final SmscDouble smsc = new SmscDouble();
  private final SmscClient client = new SmscClient(access(SmscDouble.PASSWORD));
  private long deliveries = 1;

  @BeforeAll
  static void migrate() throws SQLException {
    jdbi = TestDatabase.migrated(TestDatabase.create("sms"));
    directory = new JdbiDirectory(jdbi);
    holds = new JdbiHolds(jdbi);
    duty = new JdbiSmsDuty(jdbi);
    book = new JdbiSmsBook(jdbi, new Numbers(500, 100_000));
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle -> {
      handle.execute(
          "truncate attempt, delivery, lane, turn, contact, monitor, hold, duty, sms, outbox,"
              + " known_outage");
      handle.execute("update sms_channel set proven = false");
    });
    directory.apply(
        List.of(
            new ContactChanged(Things.contact(1, Channel.SMS, PHONE)),
            new MonitorChanged(Things.monitor(null, true))),
        List.of());
  }

  @AfterEach
  void close() {
    client.close();
    smsc.close();
  }

  @Test
  void aMessageArrivesAsItIsAndIsStoredWithWhatItCost() throws Exception {
    assertThat(send("Сайт не работает")).isInstanceOf(Accepted.class);

    Sms taken = smsc.taken().getFirst();
    assertThat(taken.text()).isEqualTo("Сайт не работает");
    assertThat(taken.phone()).isEqualTo(PHONE);
    assertThat(taken.sender()).isEqualTo("acme");
    assertThat(taken.id()).isBetween(500, 100_000);
    assertThat(stored("outcome || '|' || parts || '|' || cost_micros"))
        .containsExactly("ACCEPTED|1|2500000");
  }

  @Test
  void anAttemptWithoutAnAnswerIsAskedAboutBeforeItIsRepeated() throws Exception {
    for (Mishap mishap : List.of(Mishap.TAKEN_WITHOUT_ANSWER, Mishap.TAKEN_WITH_A_PAGE)) {
      smsc.next(mishap);
      long delivery = ++deliveries;
      String text = "text " + mishap;
      assertThat(send(delivery, text)).isInstanceOf(Deferred.class);
      assertThat(send(delivery, text)).isInstanceOf(Accepted.class);
    }
    assertThat(smsc.taken()).hasSize(2);
    assertThat(smsc.calls()).containsExactly("send.php", "status.php", "send.php", "status.php");
    assertThat(stored("outcome")).containsExactly("ACCEPTED", "ACCEPTED");
  }

  @Test
  void anAttemptThatTheProviderNeverSawIsRepeatedUnderItsNumber() throws Exception {
    smsc.next(Mishap.LOST);
    assertThat(send("text")).isInstanceOf(Deferred.class);
    assertThat(stored("asked")).containsExactly("1");
    assertThat(send("text")).isInstanceOf(Accepted.class);
    assertThat(smsc.calls()).containsExactly("send.php", "status.php", "send.php");
    assertThat(smsc.taken()).hasSize(1);
    assertThat(stored("sms_id")).containsExactly("" + smsc.taken().getFirst().id());
  }

  @Test
  void theSameTextTwiceInAMinuteIsSentAgainLater() throws Exception {
    send("text");
    deliveries++;
    assertThat(send("text"))
        .isInstanceOfSatisfying(
            Deferred.class,
            again -> assertThat(again.pause()).isGreaterThan(Duration.ofSeconds(60)));
    smsc.advance(Duration.ofSeconds(61));
    assertThat(send("text")).isInstanceOf(Accepted.class);
    assertThat(smsc.calls()).as("nothing was unanswered").doesNotContain("status.php");
  }

  @Test
  void aForbiddenOrUndeliverableMessageFails() throws Exception {
    smsc.forbid("casino");
    assertThat(send("casino")).isEqualTo(new Refused(6, "message is denied"));
    smsc.unreachable(PHONE);
    deliveries++;
    assertThat(send("text")).isInstanceOf(Refused.class);
    assertThat(stored("outcome || '|' || error")).containsExactly("REFUSED|6", "REFUSED|8");
  }

  @Test
  void aContactWhosePhoneIsNoneIsToldNoMoreUntilItHasAnother() throws Exception {
    assertThat(
            transport(client)
                .send(new Outgoing.Sms(1, id(), 1, 1, "12345678901234567", "text", null)))
        .isInstanceOf(Refused.class);
    assertThat(smsc.calls()).as("seen before it is sent").isEmpty();

    directory.markBad(1, PHONE);
    assertThat(directory.contacts(List.of(1L))).isEmpty();
    directory.markBad(1, "+79990000000");
    assertThat(directory.contacts(List.of(1L))).containsKey(1L);
  }

  /** An attempt without an answer is repeated with the phone that it was made with. */
  @Test
  void aPhoneThatIsNoneSaysNothingOfTheOneThatTookItsPlace() throws Exception {
    smsc.invalid(PHONE);
    smsc.next(Mishap.LOST);
    assertThat(send("text")).isInstanceOf(Deferred.class);
    String right = "+79990000000";
    directory.apply(
        List.of(
            new ContactChanged(Things.contact(1, Channel.SMS, right, Timing.AT_ONCE, Things.V2))),
        List.of());

    assertThat(
            transport(client).send(new Outgoing.Sms(deliveries, id(), 1, 1, right, "text", "acme")))
        .isEqualTo(new Refused(7, "invalid number"));
    assertThat(directory.contacts(List.of(1L))).containsKey(1L);
  }

  @Test
  void withoutMoneyTheChannelHoldsAndGoesOnByItself() throws Exception {
    smsc.balance("0.00");
    SmscDesk desk = desk("a", Duration.ofMinutes(30));
    try {
      await().until(() -> desk.room() == 1);
      assertThat(send("text")).isInstanceOf(Held.class);
      await().until(() -> desk.room() == 0 && desk.held().equals("no_money"));
      assertThat(smsc.taken()).isEmpty();
      smsc.balance("50.00");
      await().until(() -> desk.room() == 1);
      assertThat(send("text")).isInstanceOf(Accepted.class);
      await().until(() -> desk.room() == 10);
    } finally {
      desk.stop();
    }
  }

  /** Five wrong ones block the address: a password may have been changed meanwhile. */
  @Test
  void aLoginThatWasNotUsedForAMinuteIsTriedByOneMessageFirst() throws Exception {
    assertThat(send("text")).isInstanceOf(Accepted.class);
    assertThat(duty.proven()).isTrue();
    jdbi.useHandle(handle -> handle.execute("update sms set sent_at = now() - interval '61 s'"));
    assertThat(duty.proven()).isFalse();
    assertThat(send(++deliveries, "another")).isInstanceOf(Accepted.class);
    assertThat(duty.proven()).isTrue();
  }

  @Test
  void aWrongLoginStopsTheChannelAtTheFirst() throws Exception {
    duty.proven(true);
    try (SmscClient wrong = new SmscClient(access("wrong"))) {
      assertThat(send(transport(wrong), 1, "text")).isInstanceOf(Held.class);
    }
    assertThat(holds.of(Recipient.SMS_HOST)).get().extracting("reason").isEqualTo("login");
    assertThat(texts("select proven from sms_channel")).containsExactly("f");
    assertThat(smsc.violations()).isEmpty();
  }

  /** Five of them block the address. */
  @Test
  void aWrongLoginStopsTheChannelAtTheFirstQuestionToo() throws Exception {
    smsc.next(Mishap.LOST);
    assertThat(send("text")).isInstanceOf(Deferred.class);
    duty.proven(true);
    try (SmscClient wrong = new SmscClient(access("wrong"))) {
      assertThat(send(transport(wrong), deliveries, "text"))
          .isEqualTo(new Held(2, "authorise error", Duration.ZERO));
    }
    assertThat(holds.of(Recipient.SMS_HOST)).get().extracting("reason").isEqualTo("login");
    assertThat(texts("select proven from sms_channel")).containsExactly("f");
    assertThat(meters.counter("iplive.notifier.sms.alerts", "reason", "login").count()).isOne();
    assertThat(smsc.calls()).containsExactly("send.php", "status.php");
    assertThat(stored("asked")).as("it may have been taken").containsExactly("1");
  }

  @Test
  void aWrongLoginEndsTheQuestionsForTheBalance() throws Exception {
    holds.hold(Recipient.SMS_HOST, Reaction.NO_MONEY, "no money", Reaction.FOR_EVER);
    askedOnce("balance.php");
  }

  @Test
  void aWrongLoginEndsTheQuestionsForStates() throws Exception {
    send("text");
    askedOnce("send.php", "status.php");
  }

  private void askedOnce(String... calls) throws Exception {
    try (SmscClient wrong = new SmscClient(access("wrong"))) {
      SmscDesk desk =
          new SmscDesk(
              access("wrong"),
              wrong,
              book,
              duty,
              holds,
              circuit(),
              () -> {},
              _ -> null,
              new SmscDesk.Pace("a", OFTEN, OFTEN, OFTEN, SELDOM));
      desk.start();
      try {
        await().until(() -> desk.held().equals("login"));
        await().during(OFTEN.multipliedBy(10)).until(() -> smsc.calls().equals(List.of(calls)));
      } finally {
        desk.stop();
      }
    }
  }

  @Test
  void anApiKeyStandsForLoginAndPassword() throws Exception {
    SmscAccess byKey =
        new SmscAccess(smsc.url(), "", SmscDouble.API_KEY, true, Duration.ofSeconds(2));
    try (SmscClient keyed = new SmscClient(byKey)) {
      assertThat(send(transport(keyed), 1, "text")).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void onlyOneInstanceServesTheChannel() throws Exception {
    SmscDesk first = desk("a", Duration.ofMinutes(30));
    await().until(() -> first.room() > 0);
    SmscDesk second = desk("b", Duration.ofMinutes(30));
    try {
      await().during(Duration.ofMillis(200)).until(() -> second.room() == 0);
    } finally {
      first.stop();
      second.stop();
    }
  }

  @Test
  void statesAreFollowedUntilTheyAreFinal() throws Exception {
    journal().record(List.of(open(901)));
    Delivery delivery = journal().claim("x", SELDOM, Set.of(), 10, Map.of(), 10).getFirst();
    send(delivery.number(), "text");
    int smsId = smsc.taken().getFirst().id();

    assertThat(book.unsettled(10, Duration.ofDays(1)))
        .singleElement()
        .extracting("smsId", "phone")
        .containsExactly(smsId, PHONE);
    assertThat(book.unsettled(10, Duration.ofDays(1))).as("asked about just now").isEmpty();
    assertThat(book.reported(smsId, 0, 0)).isTrue();
    assertThat(book.reported(smsId, 1, 0)).isTrue();
    assertThat(book.reported(smsId, 20, 1)).as("after the last one").isTrue();
    assertThat(book.reported(smsId + 1, 1, 0)).isFalse();
    assertThat(stored("state || '|' || final")).containsExactly("1|true");
    assertThat(steps("STATE_CHANGED")).containsExactly("0", "1");
  }

  @Test
  void theDeskAsksForStatesInLists() throws Exception {
    send("text");
    send(++deliveries, "another");
    smsc.state(smsc.taken().getFirst().id(), 1);
    SmscDesk desk =
        new SmscDesk(
            access(SmscDouble.PASSWORD),
            client,
            book,
            duty,
            holds,
            circuit(),
            () -> {},
            _ -> null,
            new SmscDesk.Pace("a", OFTEN, Duration.ofMillis(50), SELDOM, SELDOM));
    desk.start();
    try {
      await().untilAsserted(() -> assertThat(stored("state")).containsExactly("1", "0"));
    } finally {
      desk.stop();
    }
    assertThat(smsc.violations()).isEmpty();
  }

  @Test
  void whileTheLoginIsRefusedNothingIsAskedFor() throws Exception {
    send("text");
    assertThat(smsc.calls()).containsExactly("send.php");
    holds.hold(Recipient.SMS_HOST, "login", "authorise error", Duration.ofHours(1));
    SmscDesk desk =
        new SmscDesk(
            access(SmscDouble.PASSWORD),
            client,
            book,
            duty,
            holds,
            circuit(),
            () -> {},
            _ -> null,
            new SmscDesk.Pace("a", OFTEN, OFTEN, OFTEN, SELDOM));
    desk.start();
    try {
      await().until(() -> desk.held().equals("login"));
      await().during(OFTEN.multipliedBy(10)).until(() -> smsc.calls().equals(List.of("send.php")));
    } finally {
      desk.stop();
    }
  }

  @Test
  void whatWasHeldTooLongIsMergedOrDropped() throws Exception {
    journal()
        .record(
            List.of(open(901, 18), open(902, 19), close(901, 18), open(903, 20), open(904, 21)));
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into known_outage values (904, 7, 21, now() - interval '1 minute')"));
    jdbi.useHandle(
        handle -> handle.execute("update delivery set began_at = now() - interval '31 minutes'"));
    SmscDesk desk = desk("a", Duration.ofMinutes(30));
    try {
      await().until(() -> desk.room() == 1);
    } finally {
      desk.stop();
    }

    List<Delivery> left = journal().claim("x", SELDOM, Set.of(), 10, Map.of(), 10);
    assertThat(left)
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.content().eventId()).isEqualTo("902:OutageOpened");
          assertThat(delivery.text())
              .isEqualTo("My site down since 07-05 04:16; My site down since 07-05 04:16");
        });
    assertThat(dropped())
        .containsExactly(
            "901:OutageOpened held too long: the outage has ended",
            "901:OutageClosed held too long: the outage has ended",
            "903:OutageOpened held too long: merged into one message",
            "904:OutageOpened held too long: the outage has ended");
  }

  /** Decided, attempted by another instance and given back, then settled. */
  @Test
  void whatWasAttemptedSinceItWasFoundTooOldIsNeitherMergedNorDropped() throws Exception {
    journal().record(List.of(open(901, 18), open(902, 19)));
    List<Delivery> late = duty.waitingLong(Duration.ZERO, 0, 10);
    Settlement merge = Stale.settle(late, duty.over(late), _ -> "both");
    Delivery first = late.getFirst();
    smsc.next(Mishap.TAKEN_WITHOUT_ANSWER);
    assertThat(send(first.number(), "text")).isInstanceOf(Deferred.class);
    duty.settle(merge);

    assertThat(dropped()).isEmpty();
    assertThat(journal().claim("x", SELDOM, Set.of(), 10, Map.of(), 10))
        .extracting(Delivery::text)
        .containsExactly(null, null);
    journal().release("x");
    assertThat(duty.waitingLong(Duration.ZERO, 0, 10))
        .extracting(Delivery::number)
        .containsExactly(late.getLast().number());
  }

  @Test
  void nothingIsSentBeforeAllThatWasHeldTooLongIsSettled() throws Exception {
    List<Long> contacts = LongStream.rangeClosed(1, 201).boxed().toList();
    directory.apply(
        contacts.stream()
            .<DirectoryChange>map(
                id -> new ContactChanged(Things.contact(id, Channel.SMS, "+7999000" + (1000 + id))))
            .toList(),
        List.of());
    journal()
        .record(
            contacts.stream()
                .flatMap(contact ->
                    Stream.of(delivery(contact, opened(901)), delivery(contact, opened(902))))
                .toList());
    jdbi.useHandle(
        handle -> handle.execute("update delivery set began_at = now() - interval '31 minutes'"));
    SmscDesk desk = desk("a", Duration.ofMinutes(30));
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> desk.room() == 1);
      assertThat(dropped()).hasSize(contacts.size());
    } finally {
      desk.stop();
    }
  }

  private static OfOutage opened(long outageId) {
    return new OutageOpened(outage(outageId, outageId));
  }

  @Test
  void whatOnlyTheDeliveryDoesNotKnowWasTakenIsNotSentAgain() throws Exception {
    journal().record(List.of(open(901)));
    deliveries =
        jdbi.withHandle(handle ->
            handle.createQuery("select delivery_id from delivery").mapTo(Long.class).one());
    assertThat(send("text")).isInstanceOf(Accepted.class);
    assertThat(send("text")).isInstanceOf(Accepted.class);
    assertThat(smsc.taken()).hasSize(1);
    jdbi.useHandle(handle -> handle.execute("update delivery set began_at = now()"));
    assertThat(send("text, told again on purpose")).isInstanceOf(Accepted.class);
    assertThat(smsc.taken()).hasSize(2);
  }

  @Test
  void theRangeOfNumbersIsNeverLeft() throws Exception {
    JdbiSmsBook full = new JdbiSmsBook(jdbi, new Numbers(1, 1));
    send("text");
    SmscTransport transport =
        new SmscTransport(
            client,
            access(SmscDouble.PASSWORD),
            full,
            duty,
            circuit(),
            directory,
            alerts,
            AFTER_SILENCE);
    assertThat(send(transport, ++deliveries, "more")).isInstanceOf(Failed.class);
    assertThat(smsc.taken()).hasSize(1);
  }

  private SmscDesk desk(String owner, Duration stale) {
    Digests digests = new Digests(directory, Words.texts());
    SmscDesk desk =
        new SmscDesk(
            access(SmscDouble.PASSWORD),
            client,
            book,
            duty,
            holds,
            circuit(),
            () -> {},
            deliveries -> digests.of(deliveries, Instant.now()),
            new SmscDesk.Pace(owner, OFTEN, SELDOM, Duration.ofMillis(100), stale));
    desk.start();
    return desk;
  }

  private static JdbiJournal journal() {
    return new JdbiJournal(jdbi);
  }

  private static NewDelivery open(long outageId) {
    return open(outageId, 18);
  }

  private static NewDelivery open(long outageId, long targetId) {
    return delivery(new OutageOpened(outage(outageId, targetId)));
  }

  private static NewDelivery close(long outageId, long targetId) {
    return delivery(
        new OutageClosed(outage(outageId, targetId), Things.SINCE + 420, Ending.RECOVERED));
  }

  private static NewDelivery delivery(OfOutage message) {
    return delivery(1, message);
  }

  private static NewDelivery delivery(long contact, OfOutage message) {
    return new NewDelivery(
        message.outage().outageId() + ":" + message.getClass().getSimpleName(),
        1,
        Lane.toContact(contact, message.outage().targetId()),
        message,
        Repeats.DURABLE,
        null);
  }

  private Answer send(String text) throws InterruptedException {
    return send(deliveries, text);
  }

  private Answer send(long delivery, String text) throws InterruptedException {
    return send(transport(client), delivery, text);
  }

  private static Answer send(SmscTransport transport, long delivery, String text)
      throws InterruptedException {
    return transport.send(new Outgoing.Sms(delivery, id(), 1, 1, PHONE, text, "acme"));
  }

  private static DeliveryId id() {
    return DeliveryId.toContact("901:OPENED", 1);
  }

  private SmscTransport transport(SmscClient by) {
    return new SmscTransport(
        by, access(SmscDouble.PASSWORD), book, duty, circuit(), directory, alerts, AFTER_SILENCE);
  }

  private SmscCircuit circuit() {
    return new SmscCircuit(holds, duty, alerts);
  }

  private SmscAccess access(String password) {
    URI url = smsc.url();
    return new SmscAccess(url, SmscDouble.LOGIN, password, false, Duration.ofSeconds(2));
  }

  private static List<String> stored(String columns) {
    return texts("select " + columns + " from sms order by sms_id");
  }

  private static List<String> steps(String kind) {
    return texts("select sms_state from outbox where kind = '" + kind + "' order by position");
  }

  private static List<String> dropped() {
    return texts(
        "select event_id || ' ' || note from delivery where state = 'DROPPED' order by delivery_id");
  }

  private static List<String> texts(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
