package io.iplive.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void whatWasSpentIsTheDifferenceTheMostFirst() {
    Map<String, Duration> before =
        Map.of("broker", Duration.ofSeconds(10), "registry", Duration.ofSeconds(3));
    Map<String, Duration> after =
        Map.of(
            "broker",
            Duration.ofSeconds(11),
            "registry",
            Duration.ofSeconds(3),
            "born since",
            Duration.ofSeconds(2));

    assertThat(Parts.spent(before, after))
        .containsExactly(
            Map.entry("born since", Duration.ofSeconds(2)),
            Map.entry("broker", Duration.ofSeconds(1)));
  }
}
