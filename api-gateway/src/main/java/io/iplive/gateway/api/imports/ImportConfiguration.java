package io.iplive.gateway.api.imports;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.task.TargetReservations;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.action.TaskReader;
import java.net.InetAddress;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of imports. */
@Configuration(proxyBeanMethods = false)
public class ImportConfiguration {

  @Bean
  ImportController importController(
      AccountDirectory accounts,
      NodeDirectory nodes,
      TaskReader tasks,
      TaskJournal taskJournal,
      MonitorJournal monitors,
      TargetReservations reservations,
      Predicate<InetAddress> permitted,
      OperatorCalls calls,
      Clock clock) {
    ImportBatch batches = new ImportBatch(taskJournal, monitors);
    return new ImportController(
        accounts, nodes, tasks, batches, reservations, permitted, calls, clock);
  }
}
