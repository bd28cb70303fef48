package io.iplive.gateway;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.api.body.JsonObjects;
import io.iplive.gateway.contact.ContactDirectory;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.contact.ContactTests;
import io.iplive.gateway.contact.action.CallbackSet;
import io.iplive.gateway.contact.action.ContactAdd;
import io.iplive.gateway.contact.action.ContactDelete;
import io.iplive.gateway.contact.action.ContactEdit;
import io.iplive.gateway.contact.action.ContactList;
import io.iplive.gateway.contact.action.ContactReader;
import io.iplive.gateway.contact.action.ContactTry;
import io.iplive.gateway.contact.action.NewContacts;
import io.iplive.gateway.ending.AccountEnding;
import io.iplive.gateway.history.ContactRecord;
import io.iplive.gateway.history.Statistics;
import io.iplive.gateway.history.Summary;
import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.monitor.GroupsOfAccount;
import io.iplive.gateway.monitor.LiveGroups;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.net.NotifierClient;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.JdbiLiveGroups;
import io.iplive.gateway.postgres.OutboxSignal;
import io.iplive.gateway.postgres.contact.JdbiContacts;
import io.iplive.gateway.postgres.maintenance.JdbiMaintenances;
import io.iplive.gateway.postgres.task.JdbiFolders;
import io.iplive.gateway.postgres.task.JdbiTargetReservations;
import io.iplive.gateway.postgres.task.JdbiTaskDirectory;
import io.iplive.gateway.postgres.task.JdbiTaskJournal;
import io.iplive.gateway.state.TargetStates;
import io.iplive.gateway.task.Folders;
import io.iplive.gateway.task.TargetReservations;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.TasksOfAccount;
import io.iplive.gateway.task.action.FolderAdd;
import io.iplive.gateway.task.action.FolderDelete;
import io.iplive.gateway.task.action.FolderList;
import io.iplive.gateway.task.action.NodeList;
import io.iplive.gateway.task.action.TaskAdd;
import io.iplive.gateway.task.action.TaskAddMany;
import io.iplive.gateway.task.action.TaskDetail;
import io.iplive.gateway.task.action.TaskEdit;
import io.iplive.gateway.task.action.TaskList;
import io.iplive.gateway.task.action.TaskReader;
import io.iplive.gateway.task.action.TaskSimulate;
import io.iplive.gateway.task.action.TaskSwitch;
import io.iplive.gateway.task.action.TaskViews;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Tasks, and the actions on tasks, contacts and folders; others are where their data is. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {

  @Bean
  TaskJournal taskJournal(
      Database database, OutboxSignal signal, SecretBox secrets, Predicate<InetAddress> permitted) {
    return new JdbiTaskJournal(database, signal, secrets, permitted);
  }

  @Bean
  TaskDirectory taskDirectory(Database database) {
    return new JdbiTaskDirectory(database);
  }

  @Bean
  Folders folders(Database database) {
    return new JdbiFolders(database);
  }

  @Bean
  TargetReservations targetReservations(Database database) {
    return new JdbiTargetReservations(database);
  }

  @Bean
  TasksOfAccount tasksOfAccount(TaskDirectory tasks, TaskJournal journal) {
    return new TasksOfAccount(tasks, journal);
  }

  @Bean
  LiveGroups liveGroups(Database database) {
    return new JdbiLiveGroups(database);
  }

  @Bean
  GroupsOfAccount groupsOfAccount(LiveGroups groups, MonitorJournal journal) {
    return new GroupsOfAccount(groups, journal);
  }

  @Bean
  AccountEnding accountEnding(
      AccountJournal accounts,
      JdbiContacts contacts,
      LiveGroups groups,
      MonitorJournal monitors,
      TasksOfAccount tasks,
      JdbiMaintenances maintenances) {
    return new AccountEnding(
        accounts, contacts, contacts, groups, monitors, tasks, maintenances, maintenances);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOn("flywayInitializer")
  ExpirySweeper expirySweeper(
      TaskDirectory tasks,
      TaskJournal journal,
      JdbiMaintenances maintenances,
      Outbox outbox,
      Clock clock) {
    return new ExpirySweeper(tasks, journal, maintenances, outbox, clock);
  }

  @Bean
  TaskReader taskReader(
      AccountDirectory accounts,
      Folders folders,
      TaskDirectory tasks,
      Predicate<InetAddress> permitted) {
    return new TaskReader(accounts::contacts, folders, tasks, permitted);
  }

  @Bean
  TaskViews taskViews(
      AccountDirectory accounts, TargetStates states, Statistics statistics, Clock clock) {
    return new TaskViews(accounts, states, tasks -> uptimes(statistics, tasks, clock.instant()));
  }

  @Bean
  Action taskAdd(TaskReader reader, AccountDirectory accounts, TaskJournal journal) {
    return new TaskAdd(reader, accounts, journal);
  }

  @Bean
  Action taskAddMany(TaskReader reader, AccountDirectory accounts, TaskJournal journal) {
    return new TaskAddMany(reader, accounts, journal, JsonObjects::array);
  }

  @Bean
  Action taskEdit(TaskReader reader, TaskDirectory tasks, TaskJournal journal) {
    return new TaskEdit(reader, tasks, journal);
  }

  @Bean
  Action taskStop(TaskDirectory tasks, TaskJournal journal, TargetStates states) {
    return new TaskSwitch(TaskSwitch.Kind.STOP, tasks, journal, states);
  }

  @Bean
  Action taskStart(TaskDirectory tasks, TaskJournal journal, TargetStates states) {
    return new TaskSwitch(TaskSwitch.Kind.START, tasks, journal, states);
  }

  @Bean
  Action taskDelete(TaskDirectory tasks, TaskJournal journal, TargetStates states) {
    return new TaskSwitch(TaskSwitch.Kind.DELETE, tasks, journal, states);
  }

  @Bean
  Action taskList(TaskDirectory tasks, TargetStates states, TaskViews views) {
    return new TaskList(tasks, states, views);
  }

  @Bean
  Action taskDetail(TaskDirectory tasks, TaskViews views, SecretBox secrets) {
    return new TaskDetail(tasks, views, secrets);
  }

  @Bean
  Action taskSimulate(TaskJournal journal) {
    return new TaskSimulate(journal);
  }

  @Bean
  Action folderAdd(Folders folders) {
    return new FolderAdd(folders);
  }

  @Bean
  Action folderDelete(Folders folders, TaskDirectory tasks, TaskJournal journal) {
    return new FolderDelete(folders, tasks, journal);
  }

  @Bean
  Action folderList(Folders folders, TaskDirectory tasks) {
    return new FolderList(folders, tasks);
  }

  @Bean
  Action nodeList(NodeDirectory nodes) {
    return new NodeList(nodes);
  }

  @Bean
  NotifierClient notifierClient(GatewaySettings settings) {
    return new NotifierClient(settings.notifier().url(), settings.operator().token());
  }

  @Bean
  ContactReader contactReader(Predicate<InetAddress> permitted) {
    return new ContactReader(permitted);
  }

  @Bean
  NewContacts newContacts(ContactReader reader, ContactJournal journal, SecretBox secrets) {
    return new NewContacts(reader, journal, secrets);
  }

  @Bean
  Action contactAdd(NewContacts contacts) {
    return new ContactAdd(contacts);
  }

  @Bean
  Action contactEdit(
      ContactReader reader, ContactDirectory contacts, ContactJournal journal, SecretBox secrets) {
    return new ContactEdit(reader, contacts, journal, secrets);
  }

  @Bean
  Action contactDelete(
      ContactDirectory contacts,
      ContactJournal journal,
      TaskDirectory tasks,
      TaskJournal taskJournal,
      GroupsOfAccount groups,
      LiveGroups liveGroups) {
    return new ContactDelete(contacts, journal, tasks, taskJournal, groups, liveGroups);
  }

  @Bean
  Action contactList(ContactDirectory contacts, ContactRecord records) {
    return new ContactList(contacts, ids -> health(records, ids));
  }

  @Bean
  Action contactTry(ContactDirectory contacts, ContactTests tests) {
    return new ContactTry(contacts, tests);
  }

  @Bean
  Action callbackSet(
      AccountDirectory accounts,
      AccountJournal journal,
      SecretBox secrets,
      Predicate<InetAddress> permitted) {
    return new CallbackSet(accounts, journal, secrets, permitted);
  }

  /** Of the 24 hours before this one, and of this one so far: sums are kept by the hour. */
  private static Map<TargetId, BigDecimal> uptimes(
      Statistics statistics, Collection<TargetId> tasks, Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(24, ChronoUnit.HOURS);
    Map<TargetId, BigDecimal> uptimes = new HashMap<>();
    statistics
        .since(tasks, from)
        .forEach(
            (task, times) -> Summary.uptime(times).ifPresent(uptime -> uptimes.put(task, uptime)));
    return uptimes;
  }

  private static Map<ContactId, ContactList.Health> health(
      ContactRecord records, Collection<ContactId> contacts) {
    Map<ContactId, ContactList.Health> health = new HashMap<>();
    records
        .of(contacts)
        .forEach((contact, entry) ->
            health.put(contact, new ContactList.Health(entry.lastOk(), entry.lastError())));
    return health;
  }
}
