package io.iplive.gateway.ending;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountCommand;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactCommand;
import io.iplive.gateway.contact.ContactDirectory;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.maintenance.Maintenance;
import io.iplive.gateway.maintenance.MaintenanceDirectory;
import io.iplive.gateway.maintenance.MaintenanceJournal;
import io.iplive.gateway.monitor.LiveGroups;
import io.iplive.gateway.monitor.MonitorCommand.Stop;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.task.TasksOfAccount;
import java.time.Instant;
import java.util.List;

/**
 * Ends an account: its monitors and tasks first, so that an end that was interrupted is asked for
 * again under the same name and goes on. What a call that was already let in adds meanwhile is
 * found by a second look, when nobody can log in any more.
 */
public final class AccountEnding {

  private final AccountJournal accounts;
  private final ContactDirectory contacts;
  private final ContactJournal contactJournal;
  private final LiveGroups groups;
  private final MonitorJournal monitors;
  private final TasksOfAccount tasks;
  private final MaintenanceDirectory maintenances;
  private final MaintenanceJournal maintenanceJournal;

  public AccountEnding(
      AccountJournal accounts,
      ContactDirectory contacts,
      ContactJournal contactJournal,
      LiveGroups groups,
      MonitorJournal monitors,
      TasksOfAccount tasks,
      MaintenanceDirectory maintenances,
      MaintenanceJournal maintenanceJournal) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.contactJournal = contactJournal;
    this.groups = groups;
    this.monitors = monitors;
    this.tasks = tasks;
    this.maintenances = maintenances;
    this.maintenanceJournal = maintenanceJournal;
  }

  /** How much was ended with it. */
  public record Ended(String name, int monitors, int tasks, int contacts) {}

  /** Ends it. */
  public Ended end(Account account, Instant at) {
    int stopped = stop(account.id(), at);
    int deleted = tasks.delete(account.id(), at);
    List<Contact> told = contacts.of(account.id());
    told.forEach(contact ->
        contactJournal.execute(account.id(), contact.id(), new ContactCommand.Delete(), at));
    maintenanceJournal.delete(
        account.id(), maintenances.of(account.id()).stream().map(Maintenance::id).toList(), at);
    accounts.execute(account.id(), new AccountCommand.Delete(), at);
    return new Ended(
        account.name(),
        stopped + stop(account.id(), at),
        deleted + tasks.delete(account.id(), at),
        told.size());
  }

  private int stop(AccountId account, Instant at) {
    List<LiveGroups.Group> live = groups.of(account);
    live.forEach(group -> monitors.execute(new Stop(group.owner(), group.groupId(), at)));
    return live.size();
  }
}
