package io.iplive.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutageRoutingTest {

  private static final Version FIRST = new Version(1, 1);
  private static final Message OPENED = new Message.OutageOpened(18, 1025842575, null, null);
  private static final Message CLOSED = new Message.OutageClosed(18, 1025842995);
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

  @Test
  void tellsOfRecoveryUnlessTheMonitorForbidsIt() {
    assertThat(told(CLOSED, monitor(null, true))).containsExactly(2L, 6L);
    assertThat(told(CLOSED, monitor(null, false))).isEmpty();
    assertThat(told(OPENED, monitor(null, false))).containsExactly(2L, 6L);
  }

  @Test
  void tellsNothingOfAnOutageThatEndedWithoutRecovery() {
    assertThat(told(null, monitor(null, true))).isEmpty();
  }

  @Test
  void putsOpenAndCloseOfATargetIntoOneLane() {
    assertThat(OutageRouting.deliveries(fact(OPENED), monitor(null, true), CONTACTS))
        .extracting(NewDelivery::lane)
        .containsExactlyElementsOf(
            OutageRouting.deliveries(fact(CLOSED), monitor(null, true), CONTACTS).stream()
                .map(NewDelivery::lane)
                .toList());
  }

  private static List<Long> told(@Nullable Message message, Monitor monitor) {
    return OutageRouting.deliveries(fact(message), monitor, CONTACTS).stream()
        .map(delivery -> delivery.lane().receiverId())
        .toList();
  }

  private static OutageFact fact(@Nullable Message message) {
    return new OutageFact("901:X", 7, 18, message);
  }

  private static Monitor monitor(@Nullable List<Long> contacts, boolean sendRecovery) {
    return new Monitor(7, FIRST, 1, null, null, true, contacts, sendRecovery);
  }

  private static Contact contact(long id, Channel channel, boolean active, boolean isDefault) {
    return new Contact(
        id, 1, FIRST, channel, active, "http://h/", List.of(), isDefault, Repeats.LEGACY, false);
  }
}
