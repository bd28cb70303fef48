package io.iplive.local.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildLogTest {

  @TempDir Path temporary;

  @Test
  void findsTheLineThatSaysWhy() {
    assertThat(
            ChildLog.tellingLine(
                List.of(
                    "LOG:  starting",
                    "FATAL:  could not read pg_control",
                    "\tat some.Exception.frame(X.java:1)",
                    "LOG:  bye")))
        .isEqualTo("FATAL:  could not read pg_control");
  }

  @Test
  void fallsBackToTheLastLine() {
    assertThat(ChildLog.tellingLine(List.of("one", "two", ""))).isEqualTo("two");
    assertThat(ChildLog.tellingLine(List.of())).isEmpty();
  }

  @Test
  void looksOnlyAtWhatWasWrittenSince() throws IOException {
    Path file = Files.writeString(temporary.resolve("x.log"), "ERROR old\n");
    ChildLog log = new ChildLog(file);
    long offset = log.size();
    Files.writeString(file, "ERROR old\nERROR new\n");
    assertThat(log.tellingLine(offset)).isEqualTo("ERROR new");
  }

  @Test
  void isCutWhenItHasGrown() throws IOException {
    Path file = Files.write(temporary.resolve("x.log"), new byte[(16 << 20) + 1]);
    new ChildLog(file).bound();
    assertThat(file).isEmptyFile();
    assertThat(temporary.resolve("x.log.1")).hasSize((16 << 20) + 1);
  }
}
