package io.iplive.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.monitor.Forms;
import io.iplive.gateway.monitor.MonitorCommand;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.monitor.MonitorJournal.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitJournalTest {

  private static final long POISON = 13;
  private static final long AWAY = 99;

  private final Scripted scripted = new Scripted();
  private final GroupCommitJournal journal = new GroupCommitJournal(scripted);

  @AfterEach
  void close() {
    scripted.go.countDown();
    journal.close();
  }

  @Test
  void whatComesWhileOthersAreWrittenIsWrittenTogether() throws InterruptedException {
    List<Thread> first = busyWriters();
    List<Thread> later = callers(20, 10);
    await().until(() -> later.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    scripted.go.countDown();
    for (Thread caller : first) {
      caller.join();
    }
    for (Thread caller : later) {
      caller.join();
    }
    assertThat(scripted.written.stream().mapToInt(List::size).sum()).isEqualTo(13);
    assertThat(scripted.written).as("%s", scripted.written).anyMatch(batch -> batch.size() > 5);
  }

  @Test
  void oneThatFailsSpoilsNoOther() throws InterruptedException {
    List<Thread> first = busyWriters();
    Thread poison = caller(POISON);
    List<Thread> good = callers(20, 5);
    await().until(() -> good.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    scripted.go.countDown();
    for (Thread caller : List.of(first.getFirst(), poison, good.getLast())) {
      caller.join();
    }
    await().until(() -> scripted.outcomes.size() == 9);
    assertThat(scripted.outcomes).filteredOn(IllegalStateException.class::isInstance).hasSize(1);
    assertThat(scripted.outcomes).filteredOn(Outcome.Stopped.class::isInstance).hasSize(8);
  }

  @Test
  void aDatabaseThatIsAwayIsToldAsItIs() {
    scripted.go.countDown();
    assertThatThrownBy(() -> journal.execute(operate(AWAY)))
        .isInstanceOf(JournalUnavailableException.class);
  }

  @Test
  void afterTheEndCallsGoThrough() {
    scripted.go.countDown();
    journal.close();
    assertThat(journal.execute(operate(1))).isEqualTo(new Outcome.Stopped());
    assertThat(scripted.written).isEmpty();
  }

  /** One after the other, so that each keeps a writer of its own. */
  private List<Thread> busyWriters() throws InterruptedException {
    List<Thread> callers = new ArrayList<>();
    for (long group = 1; group <= 3; group++) {
      callers.add(caller(group));
      assertThat(scripted.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
    return callers;
  }

  private List<Thread> callers(long from, int count) {
    List<Thread> callers = new ArrayList<>();
    for (long group = from; group < from + count; group++) {
      callers.add(caller(group));
    }
    return callers;
  }

  private Thread caller(long group) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            scripted.outcomes.add(journal.execute(operate(group)));
          } catch (RuntimeException e) {
            scripted.outcomes.add(e);
          }
        });
  }

  private static Operate operate(long group) {
    return Forms.operate(Map.of("group_id", Long.toString(group)));
  }

  /** Writes nothing before it is told to go on. */
  private static final class Scripted implements MonitorJournal {

    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<List<? extends MonitorCommand>> written =
        new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Object> outcomes = new ConcurrentLinkedQueue<>();

    @Override
    public Outcome execute(MonitorCommand command) {
      if (command.groupId() == POISON) {
        throw new IllegalStateException("poison");
      }
      return new Outcome.Stopped();
    }

    @Override
    public List<Outcome> executeAll(List<? extends MonitorCommand> commands) {
      begun.release();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (commands.stream().anyMatch(each -> each.groupId() == AWAY)) {
        throw new JournalUnavailableException(new IllegalStateException("away"));
      }
      List<Outcome> outcomes = commands.stream().<Outcome>map(this::execute).toList();
      written.add(commands);
      return outcomes;
    }
  }
}
