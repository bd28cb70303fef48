package io.iplive.notifier.smsc;

import static io.iplive.notifier.Things.outage;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.BalanceZero;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.smsc.Stale.Merge;
import io.iplive.notifier.smsc.Stale.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaleTest {

  @Test
  void anOutageThatHasEndedIsNotTold() {
    assertThat(settle(open(1, 901), remind(2, 901), close(3, 901)))
        .isEqualTo(new Settlement(List.of(1L, 2L, 3L), List.of()));
  }

  @Test
  void theEndOfAnOutageThatWasToldIsToldToo() {
    assertThat(settle(close(1, 901))).isEqualTo(new Settlement(List.of(), List.of()));
  }

  @Test
  void whatIsLeftOfOneContactIsOneMessage() {
    assertThat(settle(open(1, 901), open(2, 902), close(3, 903)))
        .isEqualTo(new Settlement(List.of(), List.of(new Merge(1, "1+2+3", List.of(2L, 3L)))));
  }

  @Test
  void contactsAreNotMixed() {
    assertThat(settle(open(1, 901), at(2, 9, new OutageOpened(outage(902)), 0, null)))
        .isEqualTo(new Settlement(List.of(), List.of()));
  }

  @Test
  void aReminderSaysNoMoreThanTheBeginning() {
    assertThat(settle(open(1, 901), remind(2, 901), remind(3, 902), remind(4, 902)))
        .isEqualTo(new Settlement(List.of(2L, 4L), List.of(new Merge(1, "1+3", List.of(3L)))));
  }

  @Test
  void whatMayHaveReachedThePhoneStaysAsItIs() {
    assertThat(
            settle(at(1, 5, new OutageOpened(outage(901)), 1, null), close(2, 901), open(3, 902)))
        .isEqualTo(new Settlement(List.of(), List.of(new Merge(2, "2+3", List.of(3L)))));
    assertThat(settle(at(1, 5, new OutageOpened(outage(901)), 0, "merged"), open(2, 902)))
        .isEqualTo(new Settlement(List.of(), List.of()));
  }

  @Test
  void aNoticeOfTheBalanceStaysAsItIs() {
    assertThat(settle(at(1, 5, new BalanceZero(7), 0, null), open(2, 902)))
        .isEqualTo(new Settlement(List.of(), List.of()));
  }

  @Test
  void whoIsToldNoMoreIsLeftToTheAttempt() {
    assertThat(Stale.settle(List.of(open(1, 901), open(2, 902)), Set.of(), _ -> null))
        .isEqualTo(new Settlement(List.of(), List.of()));
  }

  @Test
  void anOutageThatHasEndedIsNotToldToWhoHearsOfNoEnds() {
    assertThat(settle(Set.of(901L), open(1, 901), remind(2, 901), open(3, 902)))
        .isEqualTo(new Settlement(List.of(1L, 2L), List.of()));
    assertThat(settle(Set.of(901L), close(1, 901)))
        .as("of a beginning that was told")
        .isEqualTo(new Settlement(List.of(), List.of()));
  }

  private static Settlement settle(Delivery... waiting) {
    return settle(Set.of(), waiting);
  }

  private static Settlement settle(Set<Long> over, Delivery... waiting) {
    return Stale.settle(
        List.of(waiting),
        over,
        merged ->
            merged.stream()
                .map(delivery -> Long.toString(delivery.number()))
                .collect(Collectors.joining("+")));
  }

  private static Delivery open(long number, long outage) {
    return at(number, 5, new OutageOpened(outage(outage)), 0, null);
  }

  private static Delivery close(long number, long outage) {
    return at(number, 5, new OutageClosed(outage(outage), 9, Ending.RECOVERED), 0, null);
  }

  private static Delivery remind(long number, long outage) {
    return at(number, 5, new OutageReminder(outage(outage), 1), 0, null);
  }

  private static Delivery at(
      long number, long contact, Message message, int attempts, @Nullable String text) {
    NewDelivery content =
        new NewDelivery(
            "e" + number, 1, Lane.toContact(contact, 18), message, Repeats.DURABLE, null);
    return new Delivery(number, number, content, attempts, Duration.ZERO, text);
  }
}
