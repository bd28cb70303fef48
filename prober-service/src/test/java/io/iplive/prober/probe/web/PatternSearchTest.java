package io.iplive.prober.probe.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.SearchPattern;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternSearchTest {

  private static final String PAGE = "<p>In stock: 12</p>\n" + "a".repeat(40_000) + "!";

  @ParameterizedTest
  @CsvSource({
    "stock:\\s+\\d+, FOUND",
    "(?i)IN STOCK, FOUND",
    "sold out, ABSENT",
    "^a+!$, ABSENT",
    "(?m)^a+!$, FOUND",
    "(a+)+$, ABSENT",
    "(a|aa)+b, ABSENT",
    "(a*)*#, ABSENT",
    ".*.*#, ABSENT"
  })
  void findsWhatIsThere(String pattern, PatternSearch result) {
    assertThat(PatternSearch.of(SearchPattern.compile(pattern), PAGE, () -> 0)).isEqualTo(result);
  }

  @Test
  void givesUpWhereItTakesTooLong() {
    AtomicLong nanos = new AtomicLong();
    SearchPattern pattern = SearchPattern.compile("#");
    assertThat(PatternSearch.of(pattern, PAGE, () -> nanos.getAndAdd(1_000_000)))
        .isEqualTo(PatternSearch.ABSENT);
    assertThat(PatternSearch.of(pattern, PAGE, () -> nanos.getAndAdd(2_000_000)))
        .isEqualTo(PatternSearch.TOO_COSTLY);
  }
}
