package io.iplive.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.acceptance.conformance.Row.Request;
import io.iplive.acceptance.conformance.Row.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row has to fail when an answer is not the one that it shows. */
class AnswerTest {

  private static final Request REQUEST =
      new Request("GET", "/", List.of(), null, null, Map.of(), null);
  private static final Answer ANSWER =
      new Answer(200, "{\"id\":7,\"again\":7}", Map.of("content-type", "text/plain;charset=utf-8"));

  private final Words words = new Words();

  private void check(int status, Row.Expected... expected) {
    ANSWER.check(new Step("here", REQUEST, false, 1, status, List.of(expected)), words);
  }

  @Test
  void theWholeBodyIsCompared() {
    check(200, new Row.Expected.Body("{\"id\":7,\"again\":7}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":7,\"again\":7} ",
        "{\"id\":7,\"again\":7",
        "{\"again\":7,\"id\":7}",
        "{\"id\":\"7\",\"again\":7}",
        "{\"id\":.,\"again\":7}",
        "{\"id\":${one:now},\"again\":7}",
        "{\"id\":${one:id},\"again\":${one}7}"
      })
  void anyOtherBodyFails(String body) {
    assertThatThrownBy(() -> check(200, new Row.Expected.Body(body)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("here");
  }

  @Test
  void whatAnAnswerTellsIsKnownFromThenOn() {
    check(200, new Row.Expected.Body("{\"id\":${one:id},\"again\":${one}}"));
    assertThat(words.get("one")).isEqualTo("7");
    assertThat(words.fill("${one}${x*3}")).isEqualTo("7xxx");
    check(200, new Row.Expected.Part("\"again\":${one}"));
    assertThatThrownBy(() -> words.fill("${two}")).hasMessageContaining("${two}");
  }

  @Test
  void anotherStatusFails() {
    assertThatThrownBy(() -> check(405)).isInstanceOf(AssertionError.class);
  }

  @Test
  void headersAreComparedButForTheBlankThatServersWrite() {
    check(200, new Row.Expected.Header("Content-Type", "text/plain; charset=utf-8"));
    assertThatThrownBy(() -> check(200, new Row.Expected.Header("Content-Type", "text/plain")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> check(200, new Row.Expected.Header("Allow", "POST")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void whatMustNotBeThereIsLookedForEverywhere() {
    assertThatCode(() -> check(200, new Row.Expected.Nowhere("product")))
        .doesNotThrowAnyException();
    for (String there : List.of("AGAIN", "charset")) {
      assertThatThrownBy(() -> check(200, new Row.Expected.Nowhere(there)))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void aSecondHasToBeOneOfThisRun() {
    String body = "{\"at\":%d}";
    long now = Instant.now().getEpochSecond();
    Step step =
        new Step(
            "here", REQUEST, false, 1, 200, List.of(new Row.Expected.Body("{\"at\":${at:now}}")));
    new Answer(200, body.formatted(now), Map.of()).check(step, words);
    Answer old = new Answer(200, body.formatted(now - 86_400), Map.of());
    assertThatThrownBy(() -> old.check(step, words)).hasMessageContaining("at is about now");
  }
}
