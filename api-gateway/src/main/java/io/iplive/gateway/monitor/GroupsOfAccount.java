package io.iplive.gateway.monitor;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.LiveGroups.Group;
import io.iplive.gateway.monitor.MonitorCommand.Detach;
import io.iplive.gateway.monitor.MonitorCommand.Reagent;
import io.iplive.gateway.monitor.MonitorJournal.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What follows from a change of an account for all of its groups; may be done again. */
public final class GroupsOfAccount {

  private static final int AT_ONCE = 500;

  private final LiveGroups groups;
  private final MonitorJournal journal;

  public GroupsOfAccount(LiveGroups groups, MonitorJournal journal) {
    this.groups = groups;
    this.journal = journal;
  }

  /** Those that named the contact do so no more; answers those that name nobody now. */
  public List<Group> detach(AccountId account, ContactId contact, Instant at) {
    return each(
            groups.naming(account, contact),
            group -> new Detach(group.owner(), group.groupId(), contact, at))
        .stream()
        .filter(monitor -> List.of().equals(monitor.contacts()))
        .map(monitor -> new Group(monitor.owner(), monitor.groupId()))
        .toList();
  }

  /** Gives them the account's User-Agent, which their probes have where they name none. */
  public void reagent(AccountId account, @Nullable String agent, Instant at) {
    each(groups.of(account), group -> new Reagent(group.owner(), group.groupId(), agent, at));
  }

  private List<Monitor> each(List<Group> all, Function<Group, MonitorCommand> command) {
    List<Monitor> after = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<MonitorCommand> commands =
          all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream().map(command).toList();
      for (Outcome outcome : journal.executeAll(commands)) {
        if (outcome instanceof Outcome.Operated(Monitor monitor, _)) {
          after.add(monitor);
        }
      }
    }
    return after;
  }
}
