package io.iplive.gateway.api.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.action.CallParams.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectsTest {

  @ParameterizedTest
  @CsvSource({
    "300, 300",
    "1e3, 1000",
    "12.50, 12.50",
    "-7, -7",
    "1e999999999, 1E+999999999",
    "1e-999999999, 1E-999999999"
  })
  void valuesBecomeTextThatIsNoLongerThanItNeedBe(String json, String text) {
    assertThat(JsonObjects.object("{\"period\":" + json + "}").orElseThrow().text("period"))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"true; true", "false; false", "[1,true]; 1,true"})
  void trueAndFalseAreNoNumbers(String json, String text) {
    assertThat(JsonObjects.object("{\"id\":" + json + "}").orElseThrow().params())
        .containsEntry("id", new Param.Truth(text));
  }

  @Test
  void whatIsNoObjectIsNone() {
    assertThat(JsonObjects.object("[1]")).isEmpty();
    assertThat(JsonObjects.object("{")).isEmpty();
  }
}
