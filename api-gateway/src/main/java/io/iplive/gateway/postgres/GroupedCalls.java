package io.iplive.gateway.postgres;

import io.iplive.gateway.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Calls of one kind that come together are made together, by whichever of a few workers is free.
 * One that comes alone waits for nobody, and none is answered by what was known before it came.
 *
 * @param <C> a call
 * @param <A> its answer
 */
final class GroupedCalls<C, A> implements AutoCloseable {

  private static final int MOST_TOGETHER = 64;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Function<List<C>, List<A>> together;
  private final Function<C, A> alone;
  private final LinkedBlockingQueue<Waiting<C, A>> waiting = new LinkedBlockingQueue<>();
  private final List<Thread> workers;
  private volatile boolean closed;

  /** A call and who waits for its answer. */
  private record Waiting<C, A>(C call, CompletableFuture<A> answer) {}

  /**
   * Starts the workers.
   *
   * @param together answers each of several calls, in their order; used by several threads
   * @param alone answers one, when all together failed
   */
  GroupedCalls(
      String name, int workers, Function<List<C>, List<A>> together, Function<C, A> alone) {
    this.together = together;
    this.alone = alone;
    this.workers =
        IntStream.range(0, workers)
            .mapToObj(i -> Thread.ofVirtual().name(name + "-" + i).start(this::work))
            .toList();
  }

  /** Answers as the functions do; throws what they throw. */
  A answer(C call) {
    if (closed) {
      return alone.apply(call);
    }
    Waiting<C, A> own = new Waiting<>(call, new CompletableFuture<>());
    waiting.add(own);
    if (closed && waiting.remove(own)) {
      return alone.apply(call);
    }
    try {
      return own.answer().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private void work() {
    List<Waiting<C, A>> own = new ArrayList<>(MOST_TOGETHER);
    try {
      while (!closed) {
        Waiting<C, A> first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          own.add(first);
          waiting.drainTo(own, MOST_TOGETHER - 1);
          answer(own);
          own.clear();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(List<Waiting<C, A>> calls) {
    try {
      List<A> answers = together.apply(calls.stream().map(Waiting::call).toList());
      for (int i = 0; i < answers.size(); i++) {
        calls.get(i).answer().complete(answers.get(i));
      }
    } catch (JournalUnavailableException e) {
      calls.forEach(each -> each.answer().completeExceptionally(e));
    } catch (RuntimeException _) { // One of them; the others must not suffer from it.
      calls.forEach(this::answerAlone);
    } catch (Error e) { // No memory, say: nobody may wait for ever, and the worker is needed.
      calls.forEach(each -> each.answer().completeExceptionally(e));
    }
  }

  private void answerAlone(Waiting<C, A> one) {
    try {
      one.answer().complete(alone.apply(one.call()));
    } catch (RuntimeException | Error e) {
      one.answer().completeExceptionally(e);
    }
  }

  /** Ends the workers; what still waits is answered first, what comes later goes alone. */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (Waiting<C, A> left = waiting.poll(); left != null; left = waiting.poll()) {
      answerAlone(left);
    }
  }
}
