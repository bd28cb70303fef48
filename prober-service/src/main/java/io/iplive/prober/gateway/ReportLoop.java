package io.iplive.prober.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.prober.gateway.ResultBuffer.Entry;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.evidence.FirstFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Brings results to a gateway, in batches, on a thread of its own; what waits is kept in order. */
final class ReportLoop {

  private static final int MOST_ELEMENTS = 2_000;
  private static final int MOST_BYTES = 700_000;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String COMMA = GatewayCalls.encoded(",");

  private final GatewayCalls calls;
  private final String token;
  private final InstantSource clock;
  private final Consumer<String> tell;
  private final Consumer<String> lost;
  private final FirstFailures failures = new FirstFailures();
  private final ResultBuffer buffer = new ResultBuffer();
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault(), Duration.ofSeconds(15));
  private final Thread thread;
  private volatile boolean closing;
  private boolean away;

  /**
   * A loop that runs.
   *
   * @param lost told when no gateway takes this node's results any more
   */
  ReportLoop(
      GatewayCalls calls,
      String token,
      InstantSource clock,
      Consumer<String> tell,
      Consumer<String> lost) {
    this.calls = calls;
    this.token = token;
    this.clock = clock;
    this.tell = tell;
    this.lost = lost;
    this.thread = Thread.ofPlatform().daemon().name("node-results").start(this::run);
  }

  /** A job has ended; does not wait. */
  void report(NodeJob job, ProbeReport report, boolean suspect) {
    buffer.add(
        GatewayCalls.encoded(
            NodeJson.result(job, report, suspect, failures.tells(job.targetId(), report))
                .toString()),
        Instant.ofEpochSecond(job.roundSeconds()));
  }

  private void run() {
    try {
      while (!closing || buffer.size() > 0) {
        List<Entry> batch = buffer.oldest(MOST_ELEMENTS, MOST_BYTES, LOOK, clock::instant);
        if (!batch.isEmpty()) {
          send(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(List<Entry> batch) throws InterruptedException {
    try {
      JsonNode info = calls.deal(token, form(batch));
      buffer.remove(batch);
      backoff.reset();
      taken(info.path("rejected"));
    } catch (GatewayRefusedException e) {
      if (e.wrongToken()) {
        lost.accept("The gateway does not know this node's token any more.");
        TimeUnit.SECONDS.sleep(1);
      } else {
        tell.accept("%d results were refused as a whole: %s".formatted(batch.size(), e.sentence()));
        buffer.remove(batch);
      }
    } catch (GatewayAwayException e) {
      if (!away) {
        away = true;
        tell.accept(
            "No gateway takes results (%s): they are kept for %d minutes."
                .formatted(e.getMessage(), ResultBuffer.OLDEST.toMinutes()));
      }
      Duration pause = backoff.next();
      Thread.sleep(pause.compareTo(e.notBefore()) > 0 ? pause : e.notBefore());
    }
  }

  private void taken(JsonNode rejected) {
    if (away) {
      away = false;
      tell.accept(
          "A gateway takes results again; %d were too old by then.".formatted(buffer.dropped()));
    }
    if (!rejected.isEmpty()) {
      tell.accept("%d results were refused: %s".formatted(rejected.size(), rejected.get(0)));
    }
  }

  private static String form(List<Entry> batch) {
    long newest =
        batch.stream().mapToLong(entry -> entry.roundAt().getEpochSecond()).max().orElse(0);
    return batch.stream()
        .map(Entry::encoded)
        .collect(
            Collectors.joining(
                COMMA,
                "timestamp=" + newest + "&data=" + GatewayCalls.encoded("["),
                GatewayCalls.encoded("]")));
  }

  /** Sends what there is, for so long at most. */
  void close(Duration patience) throws InterruptedException {
    closing = true;
    if (!thread.join(patience)) {
      thread.interrupt();
    }
  }
}
