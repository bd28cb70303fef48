package io.iplive.local.children;

import io.iplive.local.health.Health;
import io.iplive.local.instance.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A process beside ours: how it is started and when it works. */
public interface Child {

  String name();

  /** Before each start: what the process expects to find. */
  void prepare() throws IOException;

  List<String> command();

  default Map<String, String> environment() {
    return Map.of();
  }

  Health health();

  default Signal farewell() {
    return Signal.TERM;
  }

  /** What to do when it will not start; the end of a sentence. */
  String remedy();
}
