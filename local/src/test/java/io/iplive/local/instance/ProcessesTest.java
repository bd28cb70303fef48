package io.iplive.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.local.instance.Processes.Marks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTest {

  private static final DataDirectory DATA = new DataDirectory(Path.of("/home/me/my data"));

  @Test
  void readsThePartFromACommandLine() {
    String line = "java " + String.join(" ", Processes.marks(DATA, "broker", "b1")) + " -cp x";
    assertThat(Processes.marksIn(line, DATA)).contains(new Marks("broker", "b1"));
  }

  @Test
  void keepsDirectoriesWithALikeNameApart() {
    DataDirectory longer = new DataDirectory(Path.of("/home/me/my data 2"));
    String line = "java " + String.join(" ", Processes.marks(longer, "broker", "b1")) + " -cp x";
    assertThat(Processes.marksIn(line, DATA)).isEmpty();
    assertThat(Processes.marksIn(line, longer)).isPresent();
  }

  @Test
  void knowsPostgresByItsDirectory() {
    assertThat(Processes.marksIn("/b/bin/postgres -D /home/me/my data/postgres -c port=1", DATA))
        .contains(new Marks("postgres", ""));
    assertThat(Processes.marksIn("postgres: io worker", DATA)).isEmpty();
  }

  @Test
  void findsARunningProcessAndEndsIt() throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", "sleep 60; exit", "x"));
    command.addAll(Processes.marks(DATA, "registry", "b1"));
    ProcessHandle process = new ProcessBuilder(command).start().toHandle();
    try {
      assertThat(Processes.find(DATA, "registry"))
          .map(Processes.Found::pid)
          .contains(process.pid());
      assertThat(Processes.end(process, Signal.TERM, Duration.ofSeconds(5))).isTrue();
      assertThat(Processes.find(DATA, "registry")).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void killsWhatDoesNotListen() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done")
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("deaf");
    assertThat(Processes.end(process.toHandle(), Signal.TERM, Duration.ofMillis(200))).isFalse();
    assertThat(process.waitFor()).isNotZero();
  }
}
