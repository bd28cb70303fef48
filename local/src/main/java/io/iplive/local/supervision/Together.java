package io.iplive.local.supervision;

import io.iplive.local.instance.Complaint;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Steps that run side by side; the first that fails ends the wait and interrupts the others. */
public final class Together implements AutoCloseable {

  /** One of them. */
  public interface Step {
    void run() throws InterruptedException;
  }

  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("start-", 0).factory());
  private final CompletionService<Boolean> completion = new ExecutorCompletionService<>(executor);
  private int count;

  public void run(Step step) {
    count++;
    completion.submit(() -> {
      step.run();
      return true;
    });
  }

  /** Returns when all have ended. */
  public void await() throws InterruptedException {
    for (; count > 0; count--) {
      try {
        completion.take().get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case Complaint complaint -> throw complaint;
          case InterruptedException interrupted -> throw interrupted;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
