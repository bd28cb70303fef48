package io.iplive.gateway.postgres;

import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.monitor.MonitorCommand;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Group commit: upserts that come together are recorded together, by whichever of a few writers is
 * free. One that comes alone waits for nobody.
 */
public final class GroupCommitJournal implements MonitorJournal, AutoCloseable {

  private static final int WRITERS = 3;
  private static final int MOST_TOGETHER = 64;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final MonitorJournal journal;
  private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final List<Thread> writers;
  private volatile boolean closed;

  /** A command and who waits for its outcome. */
  private record Waiting(Operate command, CompletableFuture<Outcome> outcome) {}

  /**
   * In front of a journal.
   *
   * @param journal which records; used by several threads
   */
  public GroupCommitJournal(MonitorJournal journal) {
    this.journal = journal;
    this.writers =
        IntStream.range(0, WRITERS)
            .mapToObj(i -> Thread.ofVirtual().name("group-commit-" + i).start(this::write))
            .toList();
  }

  @Override
  public Outcome execute(MonitorCommand command) {
    if (closed || !(command instanceof Operate operate)) {
      return journal.execute(command);
    }
    Waiting own = new Waiting(operate, new CompletableFuture<>());
    waiting.add(own);
    if (closed && waiting.remove(own)) {
      return journal.execute(command);
    }
    return outcome(own.outcome());
  }

  @Override
  public List<Outcome> executeAll(List<Operate> commands) {
    return journal.executeAll(commands);
  }

  private static Outcome outcome(CompletableFuture<Outcome> outcome) {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private void write() {
    List<Waiting> together = new ArrayList<>(MOST_TOGETHER);
    try {
      while (!closed) {
        Waiting first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          together.add(first);
          waiting.drainTo(together, MOST_TOGETHER - 1);
          record(together);
          together.clear();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void record(List<Waiting> together) {
    try {
      List<Outcome> outcomes = journal.executeAll(together.stream().map(Waiting::command).toList());
      for (int i = 0; i < outcomes.size(); i++) {
        together.get(i).outcome().complete(outcomes.get(i));
      }
    } catch (JournalUnavailableException e) {
      together.forEach(each -> each.outcome().completeExceptionally(e));
    } catch (RuntimeException _) { // One of them; the others must not suffer from it.
      together.forEach(this::alone);
    }
  }

  private void alone(Waiting one) {
    try {
      one.outcome().complete(journal.execute(one.command()));
    } catch (RuntimeException e) {
      one.outcome().completeExceptionally(e);
    }
  }

  /** Ends the writers; what still waits is recorded first, what comes later goes through. */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread writer : writers) {
        writer.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (Waiting left = waiting.poll(); left != null; left = waiting.poll()) {
      alone(left);
    }
  }
}
