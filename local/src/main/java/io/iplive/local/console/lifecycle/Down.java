package io.iplive.local.console.lifecycle;

import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Processes;
import io.iplive.local.instance.Signal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stops every process of the installation: orderly, then by force. */
public final class Down {

  private static final Duration SUPERVISOR_PATIENCE = Duration.ofSeconds(60);
  private static final Duration CHILD_PATIENCE = Duration.ofSeconds(15);

  private final DataDirectory data;
  private final PrintStream out;

  public Down(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  public int run() {
    if (Processes.of(data).isEmpty()) {
      out.println("iplive is not running in " + data.path());
      return 0;
    }
    everything();
    return 0;
  }

  void everything() {
    everything(SUPERVISOR_PATIENCE);
  }

  void everything(Duration patience) {
    List<String> forced = new ArrayList<>();
    Processes.find(data, Processes.SERVICES)
        .ifPresent(found -> end(found, Signal.TERM, patience, forced));
    for (String part : List.of("registry", "broker", "format", "postgres")) {
      Signal signal = part.equals("postgres") ? Signal.INT : Signal.TERM;
      Processes.find(data, part).ifPresent(found -> end(found, signal, CHILD_PATIENCE, forced));
    }
    out.println(
        forced.isEmpty()
            ? "iplive is stopped."
            : "iplive is stopped; killed because they did not end by themselves: %s."
                .formatted(String.join(", ", forced)));
  }

  private static void end(
      Processes.Found found, Signal signal, Duration patience, List<String> forced) {
    if (!Processes.end(found.handle(), signal, patience)) {
      forced.add(found.part());
    }
  }
}
