package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.call.WebRules;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Folders;
import io.iplive.gateway.task.Minutes;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskDraft;
import io.iplive.gateway.task.TaskForm;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of task_add and task_edit (contracts/monitorus.md, "task_add"). */
public final class TaskReader {

  private static final int MOST_CONTACTS = 100;
  private static final List<String> REQUIRED = List.of("task", "data", "name", "period");

  private final OwnContacts contacts;
  private final Folders folders;
  private final TaskDirectory tasks;
  private final Predicate<InetAddress> permitted;

  /** Tells whose contacts are whose. */
  @FunctionalInterface
  public interface OwnContacts {

    /** At least those of the ids that are the account's, and none of another's. */
    Set<ContactId> of(AccountId account, List<ContactId> ids);
  }

  /**
   * A reader.
   *
   * @param permitted which addresses the installation lets probes connect to
   */
  public TaskReader(
      OwnContacts contacts,
      Folders folders,
      TaskDirectory tasks,
      Predicate<InetAddress> permitted) {
    this.contacts = contacts;
    this.folders = folders;
    this.tasks = tasks;
    this.permitted = permitted;
  }

  /** A reader that asks somebody else for contacts. */
  public TaskReader knowing(OwnContacts others) {
    return new TaskReader(others, folders, tasks, permitted);
  }

  /** The form of an addition; whatever is wrong with it is in the inputs. */
  public TaskForm addition(Inputs inputs, AccountId account, Instant now) {
    TaskForm form = form(inputs, account, null, now);
    require(inputs, form, true);
    fit(inputs, null, form);
    return form;
  }

  /**
   * The form of an edit; whatever is wrong with it, alone or with the task, is in the inputs.
   *
   * @param before null: there is no such task
   */
  TaskForm edit(Inputs inputs, AccountId account, @Nullable Task before, Instant now) {
    TaskForm form = form(inputs, account, before, now);
    require(inputs, form, false);
    if (before != null) {
      fit(inputs, before, form);
    }
    return form;
  }

  private void fit(Inputs inputs, @Nullable Task before, TaskForm form) {
    TaskDraft.of(before, form, TaskDraft.Sealed.NONE).misfits(permitted).stream()
        .filter(misfit -> inputs.good(misfit.involved().toArray(String[]::new)))
        .forEach(misfit -> inputs.add(misfit.fault()));
  }

  private TaskForm form(Inputs inputs, AccountId account, @Nullable Task before, Instant now) {
    return new TaskForm(
        inputs.read("task", TaskRules.kind()),
        inputs.read("data", Rules.text()),
        inputs.read("name", TaskRules.line(255)),
        inputs.read("period", Minutes.rule("0.25", "1440")),
        inputs.read("period_error", Minutes.rule("0.1", "1440")),
        inputs.read("num_error", Rules.integer(1, 20, "")),
        inputs.flag("send_if_ok"),
        contacts(inputs, account),
        inputs.flag("redirect"),
        inputs.read("user_agent", WebRules.headerValue(255)),
        inputs.read("ref", TaskRules.line(64)),
        inputs.read("expires", TaskRules.future(now)),
        inputs.read("num_ok", Rules.integer(1, 20, "")),
        inputs.read("timeout", Rules.seconds(1, 60)),
        inputs.read("level", Rules.integer(0, 4, "")),
        inputs.readList("http_code", WebRules.statusCodes()),
        inputs.readVerbatim("keyword", TaskRules.text(1024)),
        inputs.readVerbatim("keyword_absent", TaskRules.text(1024)),
        inputs.read("method", TaskRules.method()),
        inputs.readVerbatim("headers", TaskRules.headers()).map(Plain::new),
        inputs.readVerbatim("body", TaskRules.bytes(65_536)).map(Plain::new),
        folder(inputs, account),
        inputs.read("port", Rules.integer(1, 65_535, "")),
        inputs.readVerbatim("send", DemandRules.escaped(1024)),
        inputs.readVerbatim("expect", DemandRules.escaped(1024)),
        inputs.read("dns_type", TaskRules.dnsType()),
        inputs.read("dns_server", TaskRules.nameServer(permitted)),
        inputs.read("dns_expect", TaskRules.line(255)),
        inputs.read("days", Rules.integer(1, 90, "")),
        parent(inputs, account, before),
        DemandRules.read(inputs));
  }

  /** In an edit what was not sent stays, but nothing can be made blank that has no default. */
  private static void require(Inputs inputs, TaskForm form, boolean all) {
    List<Sent<?>> sent = List.of(form.kind(), form.data(), form.name(), form.period());
    for (int i = 0; i < sent.size(); i++) {
      if (all || sent.get(i) instanceof Sent.Blank<?>) {
        inputs.required(REQUIRED.get(i), sent.get(i));
      }
    }
  }

  private Sent<List<ContactId>> contacts(Inputs inputs, AccountId account) {
    Sent<List<ContactId>> sent =
        inputs
            .readList("contacts", Rules.ids(",", MOST_CONTACTS))
            .map(ids -> ids.stream().map(ContactId::new).toList());
    return switch (sent) {
      case Sent.Absent<List<ContactId>> absent -> absent;
      case Sent.Blank<List<ContactId>> _ -> new Sent.Value<>(List.of());
      case Sent.Value<List<ContactId>>(List<ContactId> ids) -> {
        Set<ContactId> own = contacts.of(account, ids);
        ids.stream()
            .filter(id -> !own.contains(id))
            .forEach(id -> inputs.add(Fault.unknown("contact", "contacts", id.value())));
        yield sent;
      }
    };
  }

  private Sent<FolderId> folder(Inputs inputs, AccountId account) {
    Sent<FolderId> sent = inputs.read("folder", TaskRules.id()).map(FolderId::new);
    if (sent instanceof Sent.Value<FolderId>(FolderId folder)
        && folders.one(account, folder).isEmpty()) {
      inputs.add(Fault.unknown("folder", "folder", folder.value()));
    }
    return sent;
  }

  private Sent<Task.Parent> parent(Inputs inputs, AccountId account, @Nullable Task before) {
    Sent<TargetId> sent = inputs.read("parent", TaskRules.id()).map(TargetId::new);
    return switch (sent) {
      case Sent.Absent<TargetId>() -> new Sent.Absent<>();
      case Sent.Blank<TargetId>() -> new Sent.Blank<>();
      case Sent.Value<TargetId>(TargetId id) -> {
        Optional<Task> parent = tasks.one(account, id);
        if (parent.isEmpty()) {
          inputs.add(Fault.unknown("parent", "parent", id.value()));
          yield new Sent.Absent<>();
        }
        if (before != null && tasks.lineage(account, id).contains(before.id())) {
          inputs.add(TaskDraft.cycle(id));
        }
        yield new Sent.Value<>(new Task.Parent(id, parent.get().monitor()));
      }
    };
  }
}
