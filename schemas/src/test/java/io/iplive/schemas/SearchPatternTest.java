package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:(?:){2000000000}){2000000000}",
        "(?:(?:){101}){100}",
        "(a{101}|b){100}?",
        "((a{11}){10}b){100}",
        "(?:a{100}){50}(?:b{100}){51}",
        "(?:\\({101}){100}",
        "(?:[)]{101}){100}",
        "(?:[\\]]{101}){100}",
        "(?:[]]{101}){100}",
        "(?:[[:alpha:]]{101}){100}",
        "(?:\\Q)\\E{101}){100}",
        "(?:\\p{L}{101}){100}"
      })
  void whatIsTooLargeUnfoldedIsRefused(String text) {
    assertThatThrownBy(() -> SearchPattern.compile(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("counted repetitions may make 10,000 elements");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}",
        "(?:\\w{1,63}\\.){1,126}",
        ".{0,200}a.{0,200}b.{0,200}c",
        "\\x{2014}+\\p{L}{2}[{9999}]?x",
        "\\{5000",
        "(?i)\\d{4}-\\d{2}-\\d{2}",
        "(?i)\\Q1+1\\E"
      })
  void whatCustomersWriteIsTaken(String text) {
    assertThat(SearchPattern.compile(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "( | missing closing )",
        "a{1001} | invalid repeat count",
        "(?=x)y | invalid or unsupported Perl syntax",
        "(.)\\1 | invalid escape sequence"
      })
  void whatIsNoPatternIsRefusedWithItsReason(String text, String reason) {
    assertThatThrownBy(() -> SearchPattern.compile(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void whatGoesManyWaysIsSearchedInOne() {
    String ways = "(|)".repeat(300) + "(a|aa)+b";
    assertThat(SearchPattern.compile(ways).isIn("a".repeat(1_000))).isFalse();
    assertThat(SearchPattern.compile(ways).isIn("a".repeat(1_000) + "b")).isTrue();
  }
}
