package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactCommand;
import io.iplive.gateway.contact.ContactDirectory;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.monitor.GroupsOfAccount;
import io.iplive.gateway.monitor.LiveGroups;
import io.iplive.gateway.monitor.LiveGroups.Group;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskCommand.Detach;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.TaskJournal.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code contact_delete}: tasks and groups that named it do so no more; those left with nobody are
 * told.
 */
public final class ContactDelete implements Action {

  private static final int AT_ONCE = 500;

  private final ContactDirectory contacts;
  private final ContactJournal journal;
  private final TaskDirectory tasks;
  private final TaskJournal taskJournal;
  private final GroupsOfAccount groups;
  private final LiveGroups liveGroups;

  public ContactDelete(
      ContactDirectory contacts,
      ContactJournal journal,
      TaskDirectory tasks,
      TaskJournal taskJournal,
      GroupsOfAccount groups,
      LiveGroups liveGroups) {
    this.contacts = contacts;
    this.journal = journal;
    this.tasks = tasks;
    this.taskJournal = taskJournal;
    this.groups = groups;
    this.liveGroups = liveGroups;
  }

  /** Groups are the iplive API's; whoever has none hears nothing of them. */
  private record Deleted(long id, List<Long> tasksWithoutContact, List<Alone> groupsWithoutContact)
      implements Answer {}

  private record Alone(String appName, long groupId) {}

  @Override
  public String name() {
    return "contact_delete";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    AccountId account = call.caller().account();
    Supplier<ContactId> id = inputs.required("id", ContactEdit.id());
    if (inputs.good("id") && contacts.one(account, id.get()).isEmpty()) {
      inputs.add(Fault.unknown("contact", "id", id.get().value()));
    }
    return inputs.answer(() -> {
      List<Long> alone = detached(call, id.get());
      List<Group> aloneGroups = new ArrayList<>(groups.detach(account, id.get(), call.at()));
      journal.execute(account, id.get(), new ContactCommand.Delete(), call.at());
      // Whoever began to name it while it was still there.
      alone.addAll(detached(call, id.get()));
      aloneGroups.addAll(groups.detach(account, id.get(), call.at()));
      if (contacts.of(account).stream().noneMatch(Contact::preset)) {
        tasks.namingNone(account).forEach(task -> alone.add(task.value()));
        aloneGroups.addAll(liveGroups.namingNone(account));
      }
      return new Result.Done(
          new Deleted(
              id.get().value(),
              alone.stream().sorted().distinct().toList(),
              aloneGroups.stream()
                  .map(group -> new Alone(group.owner().appName(), group.groupId()))
                  .toList()));
    });
  }

  private List<Long> detached(ActionCall call, ContactId contact) {
    AccountId account = call.caller().account();
    List<TargetId> naming = tasks.naming(account, contact);
    List<Long> alone = new ArrayList<>();
    for (int from = 0; from < naming.size(); from += AT_ONCE) {
      List<Detach> commands =
          naming.subList(from, Math.min(naming.size(), from + AT_ONCE)).stream()
              .map(task -> new Detach(account, task, contact, call.at()))
              .toList();
      for (Outcome outcome : taskJournal.execute(commands)) {
        if (outcome instanceof Outcome.Done done
            && List.of().equals(done.task().notices().contacts())) {
          alone.add(done.task().id().value());
        }
      }
    }
    return alone;
  }
}
