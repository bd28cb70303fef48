package io.iplive.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void comesBackAsItWasWritten() {
    Cursor cursor = Cursor.START.past(3, 7).past(0, 0).past(3, 5);
    assertThat(cursor.text()).isEqualTo("0.1-3.8");
    assertThat(Cursor.parse(cursor.text())).contains(new Cursor(Map.of(0, 1L, 3, 8L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.", "0.1-", "-0.1", "0.1,1.2", "0.1 ", "0.99999999999999999999"})
  void isNothingElse(String text) {
    assertThat(Cursor.parse(text)).isEmpty();
  }
}
