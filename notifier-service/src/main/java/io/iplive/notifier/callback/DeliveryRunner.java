package io.iplive.notifier.callback;

import io.iplive.notifier.callback.Attempts.Tried;
import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.Journal.Result;
import io.iplive.notifier.delivery.Next;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.sending.Addressee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the journal: one thread claims what is due and records what came of it, in batches;
 * each call has a virtual thread of its own.
 */
public final class DeliveryRunner {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRunner.class);
  private static final int BATCH = 500;
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);
  private static final Duration OUR_FAULT_PAUSE = Duration.ofMinutes(1);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
  private static final String NOBODY =
      "the receiver is gone, banned or impossible, or its monitor stopped";

  private final Journal journal;
  private final Directory directory;
  private final Attempts attempts;
  private final DeliveryMeters meters;
  private final RunnerLimits limits;

  private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
  private final Semaphore news = new Semaphore(0);
  private final ExecutorService calls =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());
  private final Thread loop = Thread.ofPlatform().name("deliveries").unstarted(this::run);

  private final Map<String, Integer> busy = new HashMap<>();
  private final Set<Long> held = new HashSet<>();
  private final List<Done> unrecorded = new ArrayList<>();
  private long renewedAt;
  private long countedAt;
  private volatile boolean stopping;

  public DeliveryRunner(
      Journal journal,
      Directory directory,
      Attempts attempts,
      DeliveryMeters meters,
      RunnerLimits limits) {
    this.journal = journal;
    this.directory = directory;
    this.attempts = attempts;
    this.meters = meters;
    this.limits = limits;
  }

  /**
   * How the runner works.
   *
   * @param owner names this instance; no two running ones share a name
   * @param lease how long a lane stays with an instance that no longer renews it
   * @param poll longest wait before the journal is looked at again
   * @param perHost most calls under way to one receiver
   * @param special most calls under way to receivers with a bound of their own, as it is now
   * @param inFlight most calls under way
   * @param grace how long running calls may take to end when the runner stops
   */
  public record RunnerLimits(
      String owner,
      Duration lease,
      Duration poll,
      int perHost,
      Map<String, IntSupplier> special,
      int inFlight,
      Duration grace) {

    public RunnerLimits {
      special = Map.copyOf(special);
    }
  }

  /** A call that ended. */
  private record Done(String host, Result result) {}

  public void start() {
    loop.start();
  }

  /** Whether deliveries are being worked off. */
  public boolean running() {
    return loop.isAlive();
  }

  /** Says that there is something new in the journal. */
  public void wake() {
    news.release();
  }

  private void run() {
    boolean free = false;
    while (!stopping || !held.isEmpty()) {
      try {
        if (!free) {
          journal.release(limits.owner());
          free = true;
        }
        if (!step()) {
          pause(limits.poll());
        }
      } catch (StoreUnavailableException e) {
        LOG.warn("Deliveries wait: {}", e.getMessage());
        pause(FAULT_PAUSE);
      } catch (RuntimeException e) { // Whatever it is, it must not end all deliveries.
        LOG.error("Deliveries wait", e);
        pause(FAULT_PAUSE);
      }
    }
    LOG.info("Deliveries stopped");
  }

  /** Records and claims; true when there may be more to do at once. */
  private boolean step() {
    recordDone();
    long now = System.nanoTime();
    if (now - renewedAt > limits.lease().toNanos() / 3) {
      journal.renew(limits.owner(), limits.lease(), held);
      renewedAt = now;
    }
    if (now - countedAt > COUNT_EVERY.toNanos()) {
      meters.waiting(journal.waiting());
      countedAt = now;
    }
    int limit = Math.min(BATCH, limits.inFlight() - held.size());
    return !stopping && limit > 0 && claim(limit) == limit;
  }

  private void recordDone() {
    for (Done next = done.poll(); next != null; next = done.poll()) {
      unrecorded.add(next);
    }
    if (!unrecorded.isEmpty()) {
      journal.finish(limits.owner(), unrecorded.stream().map(Done::result).toList());
      for (Done ended : unrecorded) {
        busy.computeIfPresent(ended.host(), (_, n) -> n == 1 ? null : n - 1);
        held.remove(ended.result().delivery().laneNumber());
        if (ended.result().next() instanceof Next.GivenUp) {
          GivenUpLog.said(ended.result().delivery().content());
        }
      }
      unrecorded.clear();
    }
  }

  private int claim(int limit) {
    List<Delivery> claimed =
        journal.claim(limits.owner(), limits.lease(), held, limit, room(), limits.perHost());
    if (claimed.isEmpty()) {
      return 0;
    }
    // When this fails nothing was begun: the leases lapse, the deliveries are claimed again.
    Addressees addressees = Addressees.of(claimed, directory);
    claimed.forEach(delivery -> begin(delivery, addressees.of(delivery)));
    return claimed.size();
  }

  private Map<String, Integer> room() {
    Map<String, Integer> room = new HashMap<>();
    busy.forEach((host, calls) -> room.put(host, limits.perHost() - calls));
    limits
        .special()
        .forEach((host, most) -> room.put(host, most.getAsInt() - busy.getOrDefault(host, 0)));
    return room;
  }

  private void begin(Delivery delivery, @Nullable Addressee to) {
    String host = to == null ? "" : to.recipient().host();
    busy.merge(host, 1, Integer::sum);
    held.add(delivery.laneNumber());
    if (to == null) {
      end(host, new Result(delivery, null, new Next.Dropped(NOBODY)));
    } else {
      try {
        calls.execute(() -> call(delivery, to, host));
      } catch (RejectedExecutionException _) {
        // Stopped between claim and call: not begun, free for whoever comes next.
        end(host, new Result(delivery, null, new Next.Repeat(Duration.ZERO)));
      }
    }
  }

  private void call(Delivery delivery, Addressee to, String host) {
    try {
      Tried tried = attempts.make(delivery, to);
      end(host, new Result(delivery, tried.attempt(), tried.next()));
    } catch (InterruptedException _) {
      // Stopped in the middle of a call: not recorded, made again under the same delivery id.
      end(host, new Result(delivery, null, new Next.Repeat(Duration.ZERO)));
    } catch (RuntimeException e) {
      // Ours, whatever it is: the delivery must neither be lost nor hold its lane for ever.
      LOG.atError()
          .addKeyValue("event", delivery.content().eventId())
          .setCause(e)
          .log("Delivery {} could not be attempted", delivery.number());
      end(host, new Result(delivery, null, new Next.Repeat(OUR_FAULT_PAUSE)));
    }
  }

  private void end(String host, Result result) {
    done.add(new Done(host, result));
    news.release();
  }

  private void pause(Duration longest) {
    try {
      if (news.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  /** Ends what is under way, or cuts it off after the grace, and records it. */
  public void stop() throws InterruptedException {
    stopping = true;
    calls.shutdown();
    if (!calls.awaitTermination(limits.grace().toMillis(), TimeUnit.MILLISECONDS)) {
      calls.shutdownNow();
    }
    wake();
    loop.join(limits.grace());
  }
}
