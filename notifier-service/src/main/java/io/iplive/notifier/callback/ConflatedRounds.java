package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.RoundRecords;
import io.iplive.notifier.directory.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists conflated rounds in batches; a round is done once it is listed. */
public final class ConflatedRounds {

  private static final Logger LOG = LoggerFactory.getLogger(ConflatedRounds.class);
  private static final int BATCH = 500;
  private static final Duration FAULT_PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final RoundRecords journal;
  private final Duration grace;
  private final BlockingQueue<RoundCallback> waiting = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("conflated").unstarted(this::run);
  private volatile boolean stopping;

  /**
   * A list.
   *
   * @param grace how long the last ones may take to be listed when it closes
   */
  public ConflatedRounds(RoundRecords journal, Duration grace) {
    this.journal = journal;
    this.grace = grace;
  }

  public void start() {
    thread.start();
  }

  void add(RoundCallback callback) {
    waiting.add(callback);
  }

  private void run() {
    List<RoundCallback> batch = new ArrayList<>();
    try {
      while (!stopping || !waiting.isEmpty() || !batch.isEmpty()) {
        if (batch.isEmpty()) {
          RoundCallback first = waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          if (first == null) {
            continue;
          }
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
        }
        if (listed(batch)) {
          batch.forEach(callback -> callback.pending().done().run());
          batch.clear();
        } else {
          Thread.sleep(FAULT_PAUSE);
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("{} conflated rounds come again", waiting.size() + batch.size());
    }
  }

  private boolean listed(List<RoundCallback> batch) {
    try {
      journal.recordConflated(batch.stream().map(RoundCallback::delivery).toList());
      return true;
    } catch (StoreUnavailableException e) {
      LOG.warn("Conflated rounds are not listed yet: {}", e.getMessage());
      return false;
    }
  }

  /** Lists what is left, for no longer than the grace. */
  public void stop() throws InterruptedException {
    stopping = true;
    if (!thread.join(grace)) {
      thread.interrupt();
    }
  }
}
