package io.iplive.sla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\t=1", "\r1"})
  void aWordThatWouldBeAFormulaIsNone(String word) {
    assertThat(ReportCsv.word(word)).startsWith("'").endsWith(word.strip());
  }

  @Test
  void norIsWhatASpreadsheetTakesForACellWithinIt() {
    assertThat(ReportCsv.word("shop;=1+1")).isEqualTo("shop;'=1+1");
    assertThat(ReportCsv.word("shop; \"@sum")).isEqualTo("shop;' \"@sum");
    assertThat(ReportCsv.word("shop\n-1")).isEqualTo("shop\n'-1");
  }

  @Test
  void otherWordsAreLeftAlone() {
    assertThat(ReportCsv.word("https://shop/?a=1&b=+2;c")).isEqualTo("https://shop/?a=1&b=+2;c");
    assertThat(ReportCsv.word(null)).isEmpty();
  }
}
