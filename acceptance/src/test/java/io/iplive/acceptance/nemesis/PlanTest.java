package io.iplive.acceptance.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.nemesis.Fault.Stroke;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Duration LENGTH = Duration.ofMinutes(30);
  private static final Plan.Bounds BOUNDS =
      new Plan.Bounds(
          List.of("gateway-0", "verdict-0", "verdict-1", "broker-0", "broker-1", "postgres"),
          List.of("zone-0/brokers", "zone-0/broker-0", "zone-1/postgres"),
          20_000,
          15_000);

  @Test
  void aSeedIsAPlan() {
    assertThat(plan(1)).isEqualTo(plan(1)).isNotEqualTo(plan(2));
  }

  @Test
  void everyFaultIsMendedBeforeTheEnd() {
    assertThat(plan(3).faults()).isNotEmpty().allMatch(one -> one.end().compareTo(LENGTH) <= 0);
  }

  @Test
  void everyStrokeOfChanceIsInALongPlan() {
    Set<Stroke> strokes = plan(4).faults().stream().map(Fault::stroke).collect(Collectors.toSet());
    assertThat(strokes).isEqualTo(EnumSet.complementOf(EnumSet.of(Stroke.JOIN)));
  }

  @Test
  void brokersAndTheWaysToThemAreHitOneAtATime() {
    List<Fault> ofBrokers =
        plan(5).faults().stream().filter(fault -> fault.victim().contains("broker")).toList();
    assertThat(ofBrokers).hasSizeGreaterThan(10);
    for (int i = 1; i < ofBrokers.size(); i++) {
      assertThat(ofBrokers.get(i).at()).isGreaterThan(ofBrokers.get(i - 1).end());
    }
  }

  @Test
  void theThirdsJoinAfterTheSecondsAndLeaveBeforeThem() {
    List<Fault> faults = Plan.scaling(LENGTH, List.of("verdict-1"), List.of("verdict-2")).faults();
    assertThat(faults).allMatch(fault -> fault.stroke() == Stroke.JOIN);
    assertThat(faults.get(1).at()).isGreaterThan(faults.get(0).at());
    assertThat(faults.get(1).end()).isLessThan(faults.get(0).end());
  }

  private static Plan plan(long seed) {
    return Plan.of(seed, LENGTH, BOUNDS);
  }
}
