package io.iplive.local.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.local.instance.Complaint;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolsTest {

  @Test
  void saysWhichToolsThereAre() {
    refuses(List.of(), "There is no tool ''; there are: topics, ");
    refuses(List.of("tpoics"), "There is no tool 'tpoics'");
    refuses(List.of("migrate", "scheduler"), "gateway, notifier");
  }

  @Test
  void saysWhatItsEnvironmentLacks() {
    refuses(List.of("dlt", "list"), "IPLIVE_KAFKA_BOOTSTRAP_SERVERS is not set");
    refuses(
        List.of("replay", "--from", "2026-01-01T00:00:00Z", "--to", "2026-01-02T00:00:00Z"),
        "IPLIVE_KAFKA_BOOTSTRAP_SERVERS is not set");
  }

  private static void refuses(List<String> arguments, String message) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    assertThatThrownBy(() -> new Tools(Map.of(), nowhere).run(arguments))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining(message);
  }
}
