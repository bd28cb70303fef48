package io.iplive.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.call.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinutesTest {

  private static final Rule<Duration> RULE = Minutes.rule("0.25", "1440");

  @ParameterizedTest
  @CsvSource({"5,300", "0.25,15", "0.333,20", "1440,86400", "1.5,90", "0.260,16", "1440.000,86400"})
  void areReadAsWholeSeconds(String text, long seconds) {
    assertThat(RULE.read(text)).isEqualTo(new Rule.Reading.Good<>(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.249", "1440.001", "-5", "5,5", "5.", ".5", "1e1", "0.2500", "٥"})
  void areRefusedOutsideTheContractsTable(String text) {
    assertThat(RULE.read(text)).isEqualTo(new Rule.Reading.Bad<>(text, "0.25 to 1440 minutes"));
  }

  /** A panel that sends back what it was shown changes nothing. */
  @Test
  void everySecondIsReadBackAsItWasShown() {
    Rule<Duration> rule = Minutes.rule("0.1", "1440");
    for (int seconds = 6; seconds <= 86_400; seconds++) {
      Duration length = Duration.ofSeconds(seconds);
      assertThat(rule.read(Minutes.text(length))).isEqualTo(new Rule.Reading.Good<>(length));
    }
  }
}
