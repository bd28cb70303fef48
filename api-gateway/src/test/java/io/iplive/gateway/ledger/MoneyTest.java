package io.iplive.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0,0,0.000000",
    "125.5,125500000,125.500000",
    "0.001,1000,0.001000",
    "-3,-3000000,-3.000000",
    "999999999999.999999,999999999999999999,999999999999.999999"
  })
  void isADecimalOfSixPlaces(String decimal, long micros, String text) {
    assertThat(Money.parse(decimal)).contains(new Money(micros));
    assertThat(new Money(micros).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,5", "1.", ".5", "1e3", "0.0000001", "1000000000000", "+1", " 1"})
  void isNothingElse(String text) {
    assertThat(Money.parse(text)).isEmpty();
  }

  @Test
  void isComparedByItsAmount() {
    assertThat(new Money(1)).isGreaterThan(Money.ZERO);
    assertThat(Money.ZERO.isPositive()).isFalse();
  }
}
