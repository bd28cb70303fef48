package io.iplive.gateway.api.imports;

import io.iplive.gateway.action.Fault;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.task.TaskCommand.Add;
import java.util.List;

/** What a line of an import turns out to be. */
sealed interface ImportLine {

  /** A task of the task API. */
  record OfTask(Add add) implements ImportLine {}

  /** A group of the iplive API. */
  record OfGroup(Operate operate) implements ImportLine {}

  /** Nothing that can be imported. */
  record Unusable(List<Fault> faults) implements ImportLine {}
}
