package io.iplive.notifier.routing;

import static io.iplive.notifier.Things.SINCE;
import static io.iplive.notifier.Things.monitor;
import static io.iplive.notifier.Things.outage;
import static io.iplive.notifier.Things.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.Things;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message.OfOutage;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.routing.Routed.Ended;
import io.iplive.notifier.routing.Routed.Reminded;
import io.iplive.notifier.routing.Routed.RemindersOver;
import io.iplive.notifier.routing.Routed.Told;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class OutageRoutingTest {

  private static final OfOutage OPENED = new OutageOpened(outage(901));
  private static final OfOutage CLOSED = closed(420, Ending.RECOVERED);
  private static final List<Contact> CONTACTS =
      List.of(
          contact(3, Channel.HTTP, true, false),
          contact(2, Channel.HTTP, true, true),
          contact(4, Channel.OTHER, true, true),
          contact(5, Channel.HTTP, false, true),
          contact(6, Channel.HTTP, true, true));

  @Test
  void goesToTheAccountsDefaultsWhereTheMonitorNamesNoContacts() {
    assertThat(told(OPENED, monitor(null, true))).containsExactly(2L, 6L);
  }

  @Test
  void goesToTheContactsThatTheMonitorNames() {
    assertThat(told(OPENED, monitor(List.of(3L, 4L, 5L, 99L), true))).containsExactly(3L);
  }

  @Test
  void goesToNobodyWhereTheMonitorNamesNone() {
    assertThat(told(OPENED, monitor(List.of(), true))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Channel.class, mode = Mode.EXCLUDE, names = "OTHER")
  void aMonitorMayForbidThatAnyChannelTellsOfRecovery(Channel channel) {
    List<Contact> contacts = List.of(Things.contact(2, channel, "a"));
    assertThat(told(CLOSED, monitor(null, true), contacts)).containsExactly(2L);
    assertThat(told(CLOSED, monitor(null, false), contacts)).isEmpty();
    assertThat(told(OPENED, monitor(null, false), contacts)).containsExactly(2L);
  }

  @ParameterizedTest
  @EnumSource(value = Ending.class, mode = Mode.EXCLUDE, names = "RECOVERED")
  void anEndWithoutRecoveryIsToldToWhoReadsTheReasonOnly(Ending ending) {
    List<Contact> contacts =
        List.of(
            Things.contact(1, Channel.HTTP, "a"),
            Things.contact(2, Channel.WEBHOOK, "a"),
            Things.contact(3, Channel.SMS, "a"),
            Things.contact(4, Channel.EMAIL, "a"),
            Things.contact(5, Channel.TELEGRAM, "a"));
    assertThat(told(closed(420, ending), monitor(null, true), contacts)).containsExactly(2L);
    assertThat(told(closed(420, ending), monitor(null, false), contacts)).containsExactly(2L);
  }

  @Test
  void putsOpenAndCloseOfATargetIntoOneLane() {
    assertThat(lanes(OPENED)).isEqualTo(lanes(CLOSED));
  }

  @Test
  void aDelayIsCountedFromTheBeginningOfTheOutage() {
    List<Contact> contacts = List.of(Things.contact(1, Channel.EMAIL, "a", timing(5, 0)));
    assertThat(OutageRouting.routed(fact(OPENED), monitor(null, true), contacts))
        .singleElement()
        .isInstanceOfSatisfying(
            Told.class, told -> assertThat(told.delivery().notBefore()).isEqualTo(SINCE + 300));
  }

  @ParameterizedTest
  @CsvSource({"299, true", "300, false", "420, false"})
  void whatEndsWithinTheDelayIsMarkedSo(long lasted, boolean within) {
    List<Contact> contacts = List.of(Things.contact(1, Channel.EMAIL, "a", timing(5, 0)));
    assertThat(
            OutageRouting.routed(
                fact(closed(lasted, Ending.RECOVERED)), monitor(null, true), contacts))
        .contains(new Ended(Lane.toContact(1, 18), 901, within));
  }

  @Test
  void aDelayedBeginningIsTakenBackAlsoWhereTheEndIsNotTold() {
    List<Contact> contacts = List.of(Things.contact(1, Channel.HTTP, "a", timing(5, 0)));
    assertThat(
            OutageRouting.routed(fact(closed(60, Ending.STOPPED)), monitor(null, true), contacts))
        .containsExactly(
            new Ended(Lane.toContact(1, 18), 901, true), new RemindersOver(outage(901)));
  }

  @ParameterizedTest
  @EnumSource(value = Channel.class, mode = Mode.EXCLUDE, names = "OTHER")
  void everyChannelButTheSeedsIsReminded(Channel channel) {
    List<Contact> contacts = List.of(Things.contact(1, channel, "a", timing(5, 10)));
    List<Reminded> reminded =
        OutageRouting.routed(fact(OPENED), monitor(null, true), contacts).stream()
            .filter(Reminded.class::isInstance)
            .map(Reminded.class::cast)
            .toList();
    if (channel == Channel.HTTP) {
      assertThat(reminded).isEmpty();
    } else {
      assertThat(reminded).extracting(Reminded::first).containsExactly(SINCE + 300 + 600);
    }
  }

  @Test
  void everyEndEndsReminders() {
    for (Ending ending : Ending.values()) {
      assertThat(OutageRouting.routed(fact(closed(60, ending)), monitor(null, false), CONTACTS))
          .contains(new RemindersOver(outage(901)));
    }
  }

  @Test
  void aReminderIsAnEventOfItsOwn() {
    assertThat(OutageRouting.reminder("901:OPENED", 3, 1, Repeats.DURABLE, outage(901), 2).id())
        .isNotEqualTo(
            OutageRouting.reminder("901:OPENED", 3, 1, Repeats.DURABLE, outage(901), 3).id());
  }

  private static List<Lane> lanes(OfOutage message) {
    return deliveries(message, monitor(null, true), CONTACTS).stream()
        .map(told -> told.delivery().lane())
        .toList();
  }

  private static List<Long> told(OfOutage message, Monitor monitor) {
    return told(message, monitor, CONTACTS);
  }

  private static List<Long> told(OfOutage message, Monitor monitor, List<Contact> contacts) {
    return deliveries(message, monitor, contacts).stream()
        .map(told -> told.delivery().lane().receiverId())
        .toList();
  }

  private static List<Told> deliveries(OfOutage message, Monitor monitor, List<Contact> contacts) {
    return OutageRouting.routed(fact(message), monitor, contacts).stream()
        .map(routed -> routed instanceof Told told ? told : null)
        .filter(Objects::nonNull)
        .toList();
  }

  private static OutageFact fact(OfOutage message) {
    return new OutageFact("901:X", message, Instant.ofEpochSecond(SINCE));
  }

  private static OutageClosed closed(long lasted, Ending ending) {
    return new OutageClosed(outage(901), SINCE + lasted, ending);
  }

  private static Contact contact(long id, Channel channel, boolean active, boolean isDefault) {
    return new Contact(
        id,
        1,
        Things.V1,
        channel,
        active,
        "http://h/",
        List.of(),
        isDefault,
        Repeats.LEGACY,
        false,
        Timing.AT_ONCE,
        Things.READER);
  }
}
