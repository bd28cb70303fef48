package io.iplive.gateway.postgres;

import io.iplive.gateway.monitor.MonitorCommand;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorJournal;
import java.util.List;

/** Group commit: upserts that come together are recorded together. */
public final class GroupCommitJournal implements MonitorJournal, AutoCloseable {

  private static final int WRITERS = 3;

  private final MonitorJournal journal;
  private final GroupedCalls<Operate, Outcome> upserts;

  /**
   * In front of a journal.
   *
   * @param journal which records; used by several threads
   */
  public GroupCommitJournal(MonitorJournal journal) {
    this.journal = journal;
    this.upserts =
        new GroupedCalls<>("group-commit", WRITERS, journal::executeAll, journal::execute);
  }

  @Override
  public Outcome execute(MonitorCommand command) {
    return command instanceof Operate operate ? upserts.answer(operate) : journal.execute(command);
  }

  @Override
  public List<Outcome> executeAll(List<? extends MonitorCommand> commands) {
    return journal.executeAll(commands);
  }

  @Override
  public void close() {
    upserts.close();
  }
}
