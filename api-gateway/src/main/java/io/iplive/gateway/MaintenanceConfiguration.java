package io.iplive.gateway;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.maintenance.action.MaintenanceAdd;
import io.iplive.gateway.maintenance.action.MaintenanceDelete;
import io.iplive.gateway.maintenance.action.MaintenanceList;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.OutboxSignal;
import io.iplive.gateway.postgres.maintenance.JdbiMaintenances;
import io.iplive.gateway.task.TaskDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Maintenances, and the actions on them. */
@Configuration(proxyBeanMethods = false)
class MaintenanceConfiguration {

  @Bean
  JdbiMaintenances maintenances(Database database, OutboxSignal signal) {
    return new JdbiMaintenances(database, signal);
  }

  @Bean
  Action maintenanceAdd(TaskDirectory tasks, JdbiMaintenances maintenances) {
    return new MaintenanceAdd(tasks, maintenances, maintenances);
  }

  @Bean
  Action maintenanceList(TaskDirectory tasks, JdbiMaintenances maintenances) {
    return new MaintenanceList(maintenances, tasks);
  }

  @Bean
  Action maintenanceDelete(JdbiMaintenances maintenances) {
    return new MaintenanceDelete(maintenances);
  }
}
