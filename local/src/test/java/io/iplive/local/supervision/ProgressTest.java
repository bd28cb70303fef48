package io.iplive.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.local.supervision.Progress.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

  private static final long OWN = ProcessHandle.current().pid();

  @TempDir Path temporary;

  @Test
  void isReadAsItWasWritten() {
    Path file = temporary.resolve("progress");
    Progress progress = Progress.begin(file);
    progress.ready("broker", "port 1");
    progress.failed("It\nbroke.");
    List<Entry> entries = Progress.read(file, OWN);
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst()).isInstanceOf(Entry.PartReady.class);
    assertThat(entries.getLast()).isEqualTo(new Entry.Failed("It broke."));
  }

  @Test
  void leavesOutALineThatIsNotWholeYet() throws IOException {
    Path file =
        Files.writeString(temporary.resolve("progress"), "process\t7\nready\t1200\nfailed\tIt bro");
    assertThat(Progress.read(file, 7)).containsExactly(new Entry.AllReady(Duration.ofMillis(1200)));
  }

  @Test
  void saysNothingOfAnEarlierRun() {
    Path file = temporary.resolve("progress");
    Progress.begin(file).allReady();
    assertThat(Progress.read(file, OWN)).hasSize(1);
    assertThat(Progress.read(file, OWN + 1)).isEmpty();
  }

  @Test
  void isEmptyBeforeItBegins() {
    assertThat(Progress.read(temporary.resolve("none"), OWN)).isEmpty();
  }
}
