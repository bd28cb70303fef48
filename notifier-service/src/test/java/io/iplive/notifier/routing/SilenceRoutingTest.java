package io.iplive.notifier.routing;

import static io.iplive.notifier.Things.SINCE;
import static io.iplive.notifier.Things.outage;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.Things;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.maintenance.Span;
import io.iplive.notifier.maintenance.Window;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.routing.Routed.Began;
import io.iplive.notifier.routing.Routed.Lifted;
import io.iplive.notifier.routing.Routed.Over;
import io.iplive.notifier.routing.Routed.Silenced;
import io.iplive.notifier.routing.Routed.Told;
import io.iplive.notifier.routing.Routed.Untold;
import io.iplive.notifier.silence.Circumstances;
import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilenceRoutingTest {

  private static final Instant OPENED = Instant.ofEpochSecond(SINCE + 60);
  private static final List<Contact> CONTACTS =
      List.of(Things.contact(1, Channel.HTTP, "http://h/"));
  private static final Monitor MONITOR = Things.monitor(null, true);

  @Test
  void anOutageOfNoSilenceIsToldAndKnown() {
    assertThat(open(Circumstances.NONE))
        .hasSize(2)
        .contains(new Began(outage(901)))
        .hasAtLeastOneElementOfType(Told.class);
    assertThat(close(Circumstances.NONE, null, 120))
        .contains(new Over(outage(901), Instant.ofEpochSecond(SINCE + 120)))
        .hasAtLeastOneElementOfType(Told.class);
  }

  @Test
  void anOutageThatOpensInAMaintenanceIsKnownAndKept() {
    assertThat(open(maintenance(60, 200)))
        .containsExactly(
            new Began(outage(901)), new Silenced(held(Reason.MAINTENANCE, 200, false)));
  }

  @Test
  void anOutageThatEndsInTheMaintenanceIsToldToNobodyUnlessItJustWas() {
    assertThat(close(maintenance(60, 200), held(Reason.MAINTENANCE, 200, false), 199))
        .hasSize(2)
        .hasAtLeastOneElementOfType(Over.class)
        .last()
        .isInstanceOfSatisfying(
            Untold.class,
            untold -> {
              assertThat(untold.reason()).isEqualTo(Reason.MAINTENANCE);
              assertThat(untold.otherwise())
                  .isEqualTo(close(Circumstances.NONE, null, 199).subList(1, 3));
            });
  }

  @Test
  void anOutageThatOutlivedItsSilenceIsToldWithItsEnd() {
    List<Routed> routed = close(maintenance(60, 200), held(Reason.MAINTENANCE, 200, false), 260);
    assertThat(routed).contains(new Lifted(901));
    assertThat(routed)
        .filteredOn(Told.class::isInstance)
        .extracting(told -> ((Told) told).delivery().message())
        .containsExactly(new OutageOpened(outage(901)), closed(260).message());
    assertThat(routed)
        .filteredOn(Told.class::isInstance)
        .extracting(told -> ((Told) told).delivery().eventId())
        .containsExactly("901:OPENED", "901:CLOSED");
  }

  @Test
  void anEndThatComesAgainTellsNoMoreThanTheFirstTime() {
    assertThat(close(Circumstances.NONE, held(Reason.PARENT, 200, true), 260))
        .last()
        .isInstanceOfSatisfying(
            Untold.class, untold -> assertThat(untold.reason()).isEqualTo(Reason.PARENT));
  }

  @Test
  void whatIsSilentIsLookedAtUntilItIsTold() {
    Held held = held(Reason.MAINTENANCE, 200, false);
    assertThat(settled(held, maintenance(60, 200), 100)).isInstanceOf(Settlement.Quiet.class);
    assertThat(settled(held, maintenance(60, 200), 200))
        .isInstanceOfSatisfying(
            Settlement.Told.class,
            told ->
                assertThat(told.routed())
                    .hasSize(2)
                    .startsWith(new Lifted(901))
                    .last()
                    .isInstanceOfSatisfying(
                        Told.class,
                        delivery ->
                            assertThat(delivery.delivery().eventId()).isEqualTo("901:OPENED")));
  }

  private static Settlement settled(Held held, Circumstances around, long second) {
    return SilenceRouting.settled(
        held, MONITOR, CONTACTS, around, Instant.ofEpochSecond(SINCE + second));
  }

  private static List<Routed> open(Circumstances around) {
    OutageFact opened = new OutageFact("901:OPENED", new OutageOpened(outage(901)), OPENED);
    return SilenceRouting.routed(opened, MONITOR, CONTACTS, around, null);
  }

  private static List<Routed> close(Circumstances around, @Nullable Held held, long second) {
    return SilenceRouting.routed(closed(second), MONITOR, CONTACTS, around, held);
  }

  private static OutageFact closed(long second) {
    return new OutageFact(
        "901:CLOSED",
        new OutageClosed(outage(901), SINCE + second, Ending.RECOVERED),
        Instant.ofEpochSecond(SINCE + second));
  }

  private static Held held(Reason reason, long until, boolean over) {
    return new Held(
        "901:OPENED", outage(901), 1, OPENED, reason, Instant.ofEpochSecond(SINCE + until), over);
  }

  private static Circumstances maintenance(long from, long to) {
    Span span = new Span(Instant.ofEpochSecond(SINCE + from), Instant.ofEpochSecond(SINCE + to));
    return new Circumstances(List.of(new Window.Once(span)), null, Duration.ofMinutes(1));
  }
}
