package io.iplive.acceptance.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicContainer;

/** Plays sheets against a running system, row after row: a row may build on those above it. */
public final class Performance implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration STEP = Duration.ofMillis(100);

  private final Words words;
  private final Caller caller;

  /**
   * Nothing is called yet.
   *
   * @param root address of the gateway without a path
   */
  public Performance(String root, Words words) {
    this.words = words;
    this.caller = new Caller(root);
  }

  /** The tests of {@code conformance/<name>.md}. */
  public DynamicContainer of(String name) throws IOException {
    Sheet sheet = Sheet.of(name);
    return dynamicContainer(
        sheet.title(),
        sheet.sections().stream()
            .map(section ->
                dynamicContainer(
                    section.title(),
                    RowReader.of(section).stream()
                        .map(row -> dynamicTest(row.name(), () -> play(row))))));
  }

  private void play(Row row) throws IOException, InterruptedException {
    for (Row.Step step : row.steps()) {
      if (step.until()) {
        Awaitility.await(row.name())
            .pollInSameThread()
            .pollInterval(STEP)
            .atMost(PATIENCE)
            .untilAsserted(() -> caller.call(step.request(), words).check(step, words));
      } else {
        for (int time = 0; time < step.times(); time++) {
          caller.call(step.request(), words).check(step, words);
        }
      }
    }
  }

  @Override
  public void close() {
    caller.close();
  }
}
