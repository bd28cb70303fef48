package io.iplive.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.iplive.acceptance.conformance.Row.Expected;
import io.iplive.acceptance.conformance.Row.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowReaderTest {

  private static List<Row> rows(String lines) {
    String sheet =
        """
        # A contract

        Prose.

        ## A call

        - call: `POST /call` `a=1&b=2`
        - other: `GET /other` `Authorization: Bearer x`

        | row | sent | status | answer |
        | --- | --- | --- | --- |
        """;
    return RowReader.of(Sheet.parse("sheet.md", sheet + lines).sections().getFirst());
  }

  private static Step step(String sent, String answer) {
    return rows("| a row | %s | 200 | %s |".formatted(sent, answer)).getFirst().steps().getFirst();
  }

  @Test
  void aRowBeginsWithTheFirstCallOrTheOneItNames() {
    assertThat(step("", "").request())
        .isEqualTo(
            new Row.Request("POST", "/call", List.of("a=1", "b=2"), null, null, Map.of(), null));
    assertThat(step("other from 127.0.0.9 `Authorization: `", "").request())
        .isEqualTo(
            new Row.Request(
                "GET", "/other", List.of(), null, null, Map.of("Authorization", ""), "127.0.0.9"));
  }

  @Test
  void parametersAreSetTakenAwayAndSentTwice() {
    assertThat(step("`a=3&c=4`", "").request().form()).containsExactly("a=3", "b=2", "c=4");
    assertThat(step("`-a`", "").request().form()).containsExactly("b=2");
    assertThat(step("`+b=3`", "").request().form()).containsExactly("a=1", "b=2", "b=3");
    assertThat(step("`-&x`", "").request().form()).containsExactly("x");
    assertThat(step("`?q=1` `{\"a\":1}`", "").request())
        .extracting(Row.Request::query, Row.Request::json)
        .containsExactly("q=1", "{\"a\":1}");
  }

  @Test
  void answersAreBodiesHeadersAndWhatTheyHold() {
    assertThat(step("", "`Allow: POST` `{\"a\":\"b: c\"}`").expected())
        .containsExactly(
            new Expected.Header("Allow", "POST"), new Expected.Body("{\"a\":\"b: c\"}"));
    assertThat(step("", "with `a` without `b`").expected())
        .containsExactly(new Expected.Part("a"), new Expected.Nowhere("b"));
  }

  @Test
  void aLineWithoutANameGoesOnWithTheRowAbove() {
    List<Row> rows =
        rows("| one |  | 200 |  |\n|  | until other | 404 |  |\n| two | 3 times | 200 |  |");
    assertThat(rows).extracting(Row::name).containsExactly("one", "two");
    assertThat(rows.getFirst().steps())
        .extracting(Step::until, Step::status)
        .containsExactly(tuple(false, 200), tuple(true, 404));
    assertThat(rows.getLast().steps().getFirst().times()).isEqualTo(3);
  }

  @Test
  void whatIsNotUnderstoodIsNoRow() {
    assertThatThrownBy(() -> step("nonsense", "")).hasMessageContaining("nonsense");
    assertThatThrownBy(() -> rows("| a row | 200 | `{}` |")).hasMessageContaining("sheet.md:12");
  }
}
