package io.iplive.prober.probe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedCodesTest {

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2xx,3xx | 199 | false",
        "2xx,3xx | 200 | true",
        "2xx,3xx | 399 | true",
        "2xx,3xx | 400 | false",
        "200 | 200 | true",
        "200 | 201 | false",
        "200,301-302,4xx | 200 | true",
        "200,301-302,4xx | 300 | false",
        "200,301-302,4xx | 301 | true",
        "200,301-302,4xx | 302 | true",
        "200,301-302,4xx | 303 | false",
        "200,301-302,4xx | 404 | true",
        "200,301-302,4xx | 500 | false",
        "4XX | 418 | true",
        "' 204 , 500-599 ' | 503 | true",
        "301-301 | 301 | true"
      })
  void matches(String expected, int code, boolean right) {
    assertThat(ExpectedCodes.parse(expected).matches(code)).isEqualTo(right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "20",
        "2000",
        "099",
        "xx",
        "0xx",
        "2x",
        "2xx3",
        "302-301",
        "200-",
        "-200",
        "200;201",
        "200,,201",
        "200,",
        "2xx-3xx",
        "200 201",
        "\n"
      })
  void refusesWhatIsNoList(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ExpectedCodes.parse(text));
  }

  @Test
  void keepsItsTextForPeople() {
    assertThat(ExpectedCodes.parse("200,301-302,4xx")).hasToString("200,301-302,4xx");
  }

  @Test
  void aListMatchesExactlyWhatItsItemsMatch() {
    Random random = new Random(20260101L);
    for (int round = 0; round < 200; round++) {
      int single = 100 + random.nextInt(900);
      int from = 100 + random.nextInt(800);
      int to = from + random.nextInt(100);
      int hundred = 1 + random.nextInt(9);
      ExpectedCodes codes =
          ExpectedCodes.parse("%d,%d-%d,%dxx".formatted(single, from, to, hundred));
      int[] matching = IntStream.range(0, 1200).filter(codes::matches).toArray();
      int[] wanted =
          IntStream.range(0, 1200)
              .filter(c -> c == single || (from <= c && c <= to) || c / 100 == hundred)
              .toArray();
      assertThat(matching).as("%s", codes).isEqualTo(wanted);
    }
  }
}
