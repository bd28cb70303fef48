package io.iplive.gateway;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.history.ContactRecord;
import io.iplive.gateway.history.OutageLog;
import io.iplive.gateway.history.Redelivery;
import io.iplive.gateway.history.SmsLog;
import io.iplive.gateway.history.Statistics;
import io.iplive.gateway.history.action.EventList;
import io.iplive.gateway.history.action.OutageDetail;
import io.iplive.gateway.history.action.Redeliver;
import io.iplive.gateway.history.action.SmsList;
import io.iplive.gateway.history.action.TaskLog;
import io.iplive.gateway.history.action.TaskStat;
import io.iplive.gateway.ledger.BalanceNotices;
import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.ledger.action.UserStat;
import io.iplive.gateway.net.NotifierClient;
import io.iplive.gateway.net.NotifierOrders;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.history.JdbiContactRecord;
import io.iplive.gateway.postgres.history.JdbiOutageLog;
import io.iplive.gateway.postgres.history.JdbiSmsLog;
import io.iplive.gateway.postgres.history.JdbiStatistics;
import io.iplive.gateway.postgres.ledger.JdbiLedger;
import io.iplive.gateway.task.TaskDirectory;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** What happened and what it cost: what is read of the projections, and the ledger. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  OutageLog outageLog(Database database) {
    return new JdbiOutageLog(database);
  }

  @Bean
  Statistics statistics(Database database) {
    return new JdbiStatistics(database);
  }

  @Bean
  SmsLog smsLog(Database database) {
    return new JdbiSmsLog(database);
  }

  @Bean
  ContactRecord contactRecord(Database database) {
    return new JdbiContactRecord(database);
  }

  @Bean
  Ledger ledger(Database database) {
    return new JdbiLedger(database);
  }

  @Bean
  NotifierOrders notifierOrders(NotifierClient notifier) {
    return new NotifierOrders(notifier);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOn("flywayInitializer")
  Treasurer treasurer(Ledger ledger, AccountJournal accounts, BalanceNotices notices, Clock clock) {
    return new Treasurer(ledger, accounts, notices, clock);
  }

  @Bean
  Action taskLog(OutageLog outages, TaskDirectory tasks) {
    return new TaskLog(outages, tasks);
  }

  @Bean
  Action outageDetail(OutageLog outages) {
    return new OutageDetail(outages);
  }

  @Bean
  Action taskStat(Statistics statistics, OutageLog outages, TaskDirectory tasks) {
    return new TaskStat(statistics, outages, tasks);
  }

  @Bean
  Action eventList(OutageLog outages) {
    return new EventList(outages);
  }

  @Bean
  Action smsList(SmsLog messages, TaskDirectory tasks) {
    return new SmsList(messages, tasks);
  }

  @Bean
  Action redeliver(Redelivery redelivery, AccountDirectory accounts) {
    return new Redeliver(redelivery, accounts);
  }

  @Bean
  Action userStat(Ledger ledger, TaskDirectory tasks) {
    return new UserStat(ledger, tasks);
  }
}
