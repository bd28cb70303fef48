package io.iplive.notifier.callback;

import io.iplive.notifier.callback.Attempts.Tried;
import io.iplive.notifier.delivery.Attempt;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.delivery.RoundRecords;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.directory.Subscriptions;
import io.iplive.notifier.directory.UnstorableException;
import io.iplive.notifier.round.GroupQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls every_round apps: a virtual thread for each group that has something to send. A round is
 * "behind one in flight" as long as it has no place at its receiver, so that what is finally sent
 * is the newest.
 */
public final class CallbackLanes {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackLanes.class);

  /** What was read longer ago is read again before an attempt: a stop has to silence within 2 s. */
  private static final Duration FRESH = Duration.ofMillis(250);

  private static final Duration FAULT_PAUSE = Duration.ofMillis(500);

  private final Subscriptions directory;
  private final RoundRecords journal;
  private final Attempts attempts;
  private final DeliveryMeters meters;
  private final Duration grace;
  private final ConflatedRounds conflated;
  private final HostGates gates;
  private final ConcurrentHashMap<Long, GroupQueue<RoundCallback>> queues =
      new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("callback-", 0).factory());

  /**
   * Lanes.
   *
   * @param conflated lists what will never be sent
   * @param perHost most calls under way to one receiver
   * @param grace how long running calls may take to end when the lanes close
   */
  public CallbackLanes(
      Subscriptions directory,
      RoundRecords journal,
      Attempts attempts,
      DeliveryMeters meters,
      ConflatedRounds conflated,
      int perHost,
      Duration grace) {
    this.directory = directory;
    this.journal = journal;
    this.attempts = attempts;
    this.meters = meters;
    this.gates = new HostGates(perHost);
    this.grace = grace;
    this.conflated = conflated;
  }

  void offer(RoundCallback callback) {
    List<GroupQueue.Offered<RoundCallback>> outcome = new ArrayList<>(1);
    queues.compute(
        callback.monitorId(),
        (_, queue) -> {
          GroupQueue.Offered<RoundCallback> offered = GroupQueue.offer(queue, callback);
          outcome.add(offered);
          return offered.next();
        });
    GroupQueue.Offered<RoundCallback> offered = outcome.getFirst();
    if (offered.dropped() != null) {
      meters.conflated();
      conflated.add(offered.dropped());
    }
    if (offered.starts()) {
      start(callback.monitorId());
    }
  }

  private void start(long monitorId) {
    try {
      threads.execute(() -> run(monitorId));
    } catch (RejectedExecutionException _) {
      queues.remove(monitorId); // Closing: its offset is not committed, it comes again.
    }
  }

  private void run(long monitorId) {
    try {
      work(monitorId);
    } catch (InterruptedException _) {
      queues.remove(monitorId); // Closing, as above.
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("monitor", monitorId)
          .setCause(e)
          .log("A callback of monitor {} is left to the next start", monitorId);
      queues.remove(monitorId);
    }
  }

  /** Each time round: waits for a place at the receiver, then sends what is the newest by then. */
  private void work(long monitorId) throws InterruptedException {
    for (String host = waitingHost(monitorId); host != null; host = waitingHost(monitorId)) {
      RoundCallback callback;
      Tried first;
      gates.enter(host);
      try {
        callback = begin(monitorId);
        first = attempt(callback, 0);
      } finally {
        gates.leave(host);
      }
      repeat(callback, first);
      callback.pending().done().run();
    }
  }

  /** The receiver of what waits; null: nothing does, and the queue is gone. */
  private @Nullable String waitingHost(long monitorId) {
    GroupQueue<RoundCallback> queue =
        queues.computeIfPresent(monitorId, (_, q) -> q.waiting() == null ? null : q);
    return queue == null || queue.waiting() == null ? null : queue.waiting().app().host();
  }

  private RoundCallback begin(long monitorId) {
    List<RoundCallback> begun = new ArrayList<>(1);
    queues.computeIfPresent(
        monitorId,
        (_, queue) -> {
          if (queue.waiting() != null) {
            begun.add(queue.waiting());
          }
          return GroupQueue.begun();
        });
    return begun.getFirst();
  }

  private void repeat(RoundCallback callback, @Nullable Tried first) throws InterruptedException {
    List<Attempt> made = new ArrayList<>();
    Tried tried = first;
    while (tried != null) {
      made.add(tried.attempt());
      switch (tried.next()) {
        case Next.Delivered _ -> tried = null;
        case Next.Dropped _ -> tried = null;
        case Next.Repeat(Duration pause) -> tried = later(callback, made.size(), pause);
        case Next.Held(Duration pause) -> tried = later(callback, made.size(), pause);
        case Next.GivenUp _ -> {
          recordGivenUp(callback, made);
          tried = null;
        }
      }
    }
  }

  private @Nullable Tried later(RoundCallback callback, int before, Duration pause)
      throws InterruptedException {
    Thread.sleep(pause);
    return attemptInTurn(callback, before);
  }

  private @Nullable Tried attemptInTurn(RoundCallback callback, int before)
      throws InterruptedException {
    String host = callback.app().host();
    gates.enter(host);
    try {
      return attempt(callback, before);
    } finally {
      gates.leave(host);
    }
  }

  /** An attempt at the app as it is now; null: its monitor was stopped meanwhile. */
  private @Nullable Tried attempt(RoundCallback callback, int before) throws InterruptedException {
    App app = current(callback);
    return app == null ? null : attempts.make(callback.delivery(), callback.told(), app, before);
  }

  private @Nullable App current(RoundCallback callback) throws InterruptedException {
    if (System.nanoTime() - callback.knownAt() < FRESH.toNanos()) {
      return callback.app();
    }
    Subscription now = subscription(callback.monitorId());
    Optional<String> silence = now == null ? Optional.of("stopped") : RoundCallback.silence(now);
    silence.ifPresent(meters::dropped);
    return now == null || silence.isPresent() ? null : now.app();
  }

  private @Nullable Subscription subscription(long monitorId) throws InterruptedException {
    while (true) {
      try {
        return directory.subscriptions(List.of(monitorId)).get(monitorId);
      } catch (StoreUnavailableException e) {
        // Whether the monitor was stopped cannot be known, so nothing is sent.
        LOG.atWarn()
            .addKeyValue("monitor", monitorId)
            .log("A callback of monitor {} waits: {}", monitorId, e.getMessage());
        Thread.sleep(FAULT_PAUSE);
      }
    }
  }

  private void recordGivenUp(RoundCallback callback, List<Attempt> made)
      throws InterruptedException {
    while (true) {
      try {
        journal.recordGivenUp(callback.delivery(), made);
        GivenUpLog.said(callback.delivery());
        return;
      } catch (UnstorableException e) {
        LOG.error("A lost callback of monitor {} is not listed", callback.monitorId(), e);
        return;
      } catch (StoreUnavailableException e) {
        LOG.warn("A lost callback is not recorded yet: {}", e.getMessage());
        Thread.sleep(FAULT_PAUSE);
      }
    }
  }

  /** Ends running calls, or cuts them off after the grace; what is unfinished comes again. */
  public void stop() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }
}
