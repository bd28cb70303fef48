package io.iplive.prober.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.waiting.WaitingJobs;
import io.iplive.prober.probe.waiting.WaitingJobs.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs from a gateway on one thread and starts each at its due time on another. Jobs that
 * came too late, because nobody was to be reached, are dropped.
 */
final class JobLoop implements AutoCloseable {

  private static final String ACTIVE = "ACTIVE";

  /** A node is back within 5 s of its gateway. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private static final Duration TOO_SOON = GatewayCalls.LONG_POLL.dividedBy(2);
  private static final Duration STEP = Duration.ofMillis(100);

  private final GatewayCalls calls;
  private final String token;
  private final ProbeEngine engine;
  private final GatewayClock clock;
  private final ReportLoop results;
  private final BooleanSupplier suspect;
  private final Consumer<String> tell;
  private final Consumer<String> lost;
  private final WaitingJobs<NodeJob> waiting;
  private final ScheduledThreadPoolExecutor starter;
  private final Thread poller;
  private volatile boolean closing;
  private final CountDownLatch idle = new CountDownLatch(1);
  private @Nullable ScheduledFuture<?> timer;
  private Instant timerFor = Instant.MAX;
  private final LongAdder tooLate = new LongAdder();
  private String state = ACTIVE;
  private boolean away;
  private boolean connected;

  JobLoop(
      GatewayCalls calls,
      String token,
      int maxInFlight,
      ProbeEngine engine,
      GatewayClock clock,
      ReportLoop results,
      BooleanSupplier suspect,
      Consumer<String> tell,
      Consumer<String> lost) {
    this.calls = calls;
    this.token = token;
    this.engine = engine;
    this.clock = clock;
    this.results = results;
    this.suspect = suspect;
    this.tell = tell;
    this.lost = lost;
    this.waiting = new WaitingJobs<>(maxInFlight);
    this.starter =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("node-starter").factory());
    this.poller = Thread.ofPlatform().daemon().name("node-jobs").start(this::poll);
  }

  private void poll() {
    RandomGenerator random = RandomGenerator.getDefault();
    Backoff backoff = new Backoff(random, LONGEST_PAUSE);
    String cursor = "";
    try {
      while (!closing) {
        try {
          long asked = System.nanoTime();
          JsonNode info = calls.jobs(token, cursor, clock);
          cursor = take(info, cursor);
          backoff.reset();
          if (info.path("jobs").isEmpty() && System.nanoTime() - asked < TOO_SOON.toNanos()) {
            // Another process asks with our token, say: each of its calls ends ours.
            Thread.sleep(jittered(random));
          }
        } catch (GatewayAwayException e) {
          told(e);
          Duration pause = backoff.next();
          Thread.sleep(
              pause.compareTo(e.notBefore()) > 0 ? pause : e.notBefore().plus(jittered(random)));
        } catch (GatewayRefusedException e) {
          if (e.wrongToken()) {
            lost.accept("The gateway does not know this node's token.");
            return;
          }
          // A cursor that no gateway can read any more; the jobs behind it are gone anyway.
          tell.accept("The gateway gives no jobs: " + e.sentence());
          cursor = "";
          Thread.sleep(backoff.next());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration jittered(RandomGenerator random) {
    return Duration.ofMillis(500 + random.nextLong(500));
  }

  private void told(GatewayAwayException e) {
    if (!away && !closing) {
      away = true;
      tell.accept("No gateway to be reached (%s), trying again.".formatted(e.getMessage()));
    }
  }

  private String take(JsonNode info, String before) {
    clock.heard(info.path("now_ms").asLong(clock.millis()));
    if (away || !connected) {
      away = false;
      connected = true;
      tell.accept("Connected, waiting for jobs.");
    }
    tell(info.path("state").asText(ACTIVE));
    for (JsonNode json : info.path("jobs")) {
      try {
        NodeJob job = NodeJson.job(json);
        starter.execute(() -> enlist(job));
      } catch (IllegalArgumentException e) {
        tell.accept(
            "A job for target %s cannot be run: %s"
                .formatted(json.path("server_id").asText(), e.getMessage()));
      }
    }
    return info.path("cursor").asText(before);
  }

  private void tell(String now) {
    if (now.equals(state)) {
      return;
    }
    state = now;
    tell.accept(
        switch (now) {
          case ACTIVE -> "This node is asked from now on.";
          case "PENDING" -> "This node waits for an operator: ./iplive node approve IP.";
          default -> "An operator has disabled this node: it gets no jobs.";
        });
  }

  private void enlist(NodeJob job) {
    waiting.add(new Waiting<>(job, job.account(), job.dueAt(), job.startBy()));
    startDue();
  }

  /** On the starting thread alone. */
  private void startDue() {
    Instant now = clock.instant();
    for (Waiting<NodeJob> next = waiting.next(now, _ -> tooLate.increment());
        next != null;
        next = waiting.next(now, _ -> tooLate.increment())) {
      start(next);
    }
    Instant due = waiting.nextDue();
    if (due != null && (timer == null || due.isBefore(timerFor))) {
      comeBack(due);
    }
  }

  private void comeBack(Instant due) {
    if (timer != null) {
      timer.cancel(false);
    }
    timerFor = due;
    Duration until = Duration.between(clock.instant(), due);
    // In steps, for the gateway's clock is known better with each of its answers.
    long millis = Math.max(1, Math.min(until.toMillis(), STEP.toMillis()));
    timer =
        starter.schedule(
            () -> {
              timer = null;
              startDue();
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private void start(Waiting<NodeJob> taken) {
    NodeJob job = taken.job();
    engine.probe(job.request(), report -> ended(taken.account(), job, report));
  }

  private void ended(long account, NodeJob job, ProbeReport report) {
    results.report(job, report, suspect.getAsBoolean());
    starter.execute(() -> {
      waiting.ended(account);
      startDue();
      restIfIdle();
    });
  }

  private void restIfIdle() {
    if (closing && waiting.running() == 0) {
      idle.countDown();
    }
  }

  /** Takes no more jobs and waits for those that run, for so long at most. */
  void stop(Duration patience) throws InterruptedException {
    closing = true;
    poller.interrupt();
    starter.execute(() -> {
      waiting.removeIf(_ -> true);
      restIfIdle();
    });
    var _ = idle.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Jobs that came past their last start. */
  long expired() {
    return tooLate.sum();
  }

  /** Lets the thread go, once the engine is closed and no probe can end any more. */
  @Override
  public void close() {
    starter.shutdown();
  }
}
