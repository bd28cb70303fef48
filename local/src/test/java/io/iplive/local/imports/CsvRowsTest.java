package io.iplive.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  @Test
  void quotesHoldSeparatorsLineBreaksAndQuotes() throws IOException {
    assertThat(
            rows(
                """
                id,name,target
                1,"Shop, ""big\""",a.example
                2,"two
                lines",b.example

                3,,c.example
                """))
        .containsExactly(
            "2 {id=1, name=Shop, \"big\", target=a.example}",
            "3 {id=2, name=two\nlines, target=b.example}",
            "6 {id=3, name=, target=c.example}");
  }

  @Test
  void theHeaderTellsTheSeparator() throws IOException {
    assertThat(rows("\ufeffID;Name\r\n1;\"a;b\"\r\n")).containsExactly("2 {id=1, name=a;b}");
    assertThat(rows("id\tname\n1\ta,b")).containsExactly("2 {id=1, name=a,b}");
  }

  @Test
  void shortRowsAreBlankAndNothingIsNoRow() throws IOException {
    assertThat(rows("id,name\n1")).containsExactly("2 {id=1, name=}");
    assertThat(rows("")).isEmpty();
    assertThat(rows("id,name\n\n\n")).isEmpty();
  }

  private static List<String> rows(String text) throws IOException {
    CsvRows csv = new CsvRows(new StringReader(text));
    List<String> rows = new ArrayList<>();
    for (Map<String, String> row = csv.next(); row != null; row = csv.next()) {
      rows.add(csv.line() + " " + row);
    }
    return rows;
  }
}
