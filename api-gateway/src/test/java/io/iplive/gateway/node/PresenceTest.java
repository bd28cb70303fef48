package io.iplive.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void beatsAtOnceAndEveryTwoSecondsUntilUnderFiveSecondsAfterTheLastPoll() {
    assertThat(beats(Set.of(0L))).containsExactly(0L, 2_000L, 4_000L);
    assertThat(beats(Set.of(0L, 5_000L))).containsExactly(0L, 2_000L, 4_000L, 6_000L, 8_000L);
  }

  /** The scheduler takes a node for live for 10 s after a heartbeat. */
  @ParameterizedTest
  @ValueSource(longs = {500, 1_000, 1_500, 2_500, 3_500, 4_000, 5_000})
  void aNodeThatStopsPollingIsOutWithin15SecondsAndOneThatGoesOnStaysIn(long every) {
    Set<Long> polls = Set.of(0L, every, 2 * every, 3 * every, 4 * every);
    List<Long> beats = beats(polls);
    assertThat(beats.getLast()).isBetween(4 * every, 4 * every + 5_000);
    for (int i = 1; i < beats.size(); i++) {
      assertThat(beats.get(i) - beats.get(i - 1)).isBetween(2_000L, 5_000L);
    }
  }

  @Test
  void isForgottenAfterAMinute() {
    Presence presence = Presence.polled(null, Optional.empty(), T0);
    assertThat(presence.past(T0.plusSeconds(60))).isFalse();
    assertThat(presence.past(T0.plusSeconds(61))).isTrue();
  }

  @Test
  void rememberTheClockFromPollToPoll() {
    Presence presence = Presence.polled(null, Optional.of(T0.plusSeconds(3)), T0);
    presence = Presence.polled(presence.beaten(T0), Optional.empty(), T0.plusSeconds(5));
    assertThat(presence.offset().there(T0)).isEqualTo(T0.plusSeconds(3));
  }

  /** Ticks each half second for a minute; milliseconds from the start. */
  private static List<Long> beats(Set<Long> polls) {
    Presence presence = null;
    List<Long> beats = new ArrayList<>();
    for (long at = 0; at < 60_000; at += 500) {
      Instant now = T0.plusMillis(at);
      if (polls.contains(at)) {
        presence = Presence.polled(presence, Optional.empty(), now);
      }
      if (presence != null && presence.due(now)) {
        presence = presence.beaten(now);
        beats.add(at);
      }
    }
    return beats;
  }
}
