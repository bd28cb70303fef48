package io.iplive.local.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.local.health.Health;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

  @TempDir Path temporary;

  private DataDirectory data = new DataDirectory(Path.of("/"));
  private final BlockingQueue<String> prepared = new LinkedBlockingQueue<>();

  /** A shell in the place of a real child. */
  private class Shell implements Child {

    private final String script;

    Shell(String script) {
      this.script = script;
    }

    @Override
    public String name() {
      return "registry";
    }

    @Override
    public void prepare() {
      prepared.add(script);
    }

    @Override
    public List<String> command() {
      List<String> command = new ArrayList<>(List.of("bash", "-c", script, "x"));
      command.addAll(Processes.marks(data, name(), "b1"));
      return command;
    }

    @Override
    public Health health() {
      return Processes.find(data, name()).isPresent()
          ? new Health.Up()
          : new Health.Down("does not run");
    }

    @Override
    public String remedy() {
      return "mend it";
    }
  }

  @BeforeEach
  void prepareDirectory() {
    data = DataDirectory.at(temporary).prepared();
  }

  @AfterEach
  void endEverything() {
    Processes.of(data).forEach(found -> found.handle().destroyForcibly());
  }

  @Test
  void startsAgainWhatWasKilled() throws InterruptedException {
    Keeper keeper = new Keeper(new Shell("sleep 60; exit"), data, "b1", Duration.ofSeconds(20));
    assertThat(keeper.start()).isFalse();
    prepared.take();
    long first = pid();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    assertThat(prepared.poll(10, TimeUnit.SECONDS)).isNotNull();
    keeper.stop(Duration.ofSeconds(5));
    assertThat(Processes.of(data)).isEmpty();
  }

  @Test
  void takesOverWhatAnEarlierRunLeft() throws IOException, InterruptedException {
    Process old = new ProcessBuilder(new Shell("sleep 60; exit").command()).start();
    Keeper next = new Keeper(new Shell("exit 1"), data, "b1", Duration.ofSeconds(20));
    assertThat(next.start()).isTrue();
    assertThat(prepared).isEmpty();
    next.stop(Duration.ofSeconds(5));
    assertThat(old.waitFor()).isNotZero();
  }

  @Test
  void endsWhatAnEarlierBuildLeft() throws IOException, InterruptedException {
    Process old = new ProcessBuilder(new Shell("sleep 60; exit").command()).start();
    Keeper next = new Keeper(new Shell("sleep 61; exit"), data, "b2", Duration.ofSeconds(20));
    assertThat(next.start()).isFalse();
    assertThat(old.isAlive()).isFalse();
    next.stop(Duration.ofSeconds(5));
  }

  @Test
  void saysWhyItDidNotStartAndWhatToDo() {
    Shell unlucky =
        new Shell("echo 'FATAL: no luck'; exit 1") {
          // Its process may be seen before it ends.
          @Override
          public Health health() {
            return new Health.Down("does not answer");
          }
        };
    Keeper keeper = new Keeper(unlucky, data, "b1", Duration.ofSeconds(20));
    assertThatThrownBy(keeper::start)
        .isInstanceOf(Complaint.class)
        .hasMessageStartingWith("The registry did not start (FATAL: no luck): mend it.")
        .hasMessageEndingWith("registry.log.");
  }

  private long pid() {
    return Processes.find(data, "registry").orElseThrow().pid();
  }
}
