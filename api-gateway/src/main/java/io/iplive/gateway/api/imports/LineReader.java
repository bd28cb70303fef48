package io.iplive.gateway.api.imports;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountDirectory.Access;
import io.iplive.gateway.account.AccountDirectory.Login;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.action.CallParams;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.api.body.JsonBody;
import io.iplive.gateway.api.body.JsonObjects;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorForm;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeId;
import io.iplive.gateway.task.TaskCommand.Add;
import io.iplive.gateway.task.TaskForm;
import io.iplive.gateway.task.action.TaskAdd;
import io.iplive.gateway.task.action.TaskReader;
import io.iplive.gateway.task.action.TaskRules;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the lines of one import. A line with {@code account} is a task: the parameters of task_add,
 * with {@code ref} or the {@code id} it had elsewhere, and {@code running}. One with {@code
 * app_name} is a group: the parameters of operate_monitor. What it looks up it remembers.
 */
final class LineReader {

  private final AccountDirectory accounts;
  private final NodeDirectory nodes;
  private final Predicate<InetAddress> permitted;
  private final TaskReader tasks;
  private final Instant at;
  private final Map<String, Optional<Login>> logins = new HashMap<>();
  private final Map<String, Optional<Access>> apps = new HashMap<>();
  private final Map<AccountId, String> agents = new HashMap<>();
  private final Map<AccountId, Set<ContactId>> contacts = new HashMap<>();

  LineReader(
      AccountDirectory accounts,
      NodeDirectory nodes,
      TaskReader tasks,
      Predicate<InetAddress> permitted,
      Instant at) {
    this.accounts = accounts;
    this.nodes = nodes;
    this.permitted = permitted;
    this.tasks = tasks.knowing(this::own);
    this.at = at;
  }

  ImportLine read(String line) {
    Optional<CallParams> params = JsonObjects.object(line);
    if (params.isEmpty()) {
      return unusable(new Fault("line_invalid", null, "The line is not a JSON object."));
    }
    return params.get().params().containsKey("app_name")
        ? group(line)
        : task(new Inputs(params.get()));
  }

  private ImportLine task(Inputs inputs) {
    Sent<String> name = inputs.read("account", Rules.text());
    inputs.required("account", name);
    Optional<Login> login =
        Optional.ofNullable(name.orNone(null))
            .flatMap(text -> logins.computeIfAbsent(text, accounts::login));
    if (inputs.good("account") && login.isEmpty()) {
      inputs.refuse("account", name.or("", ""), "names of accounts");
    }
    Sent<Long> id = inputs.read("id", TaskRules.id());
    boolean running = inputs.flag("running").or(true, true);
    AccountId account = login.map(Login::account).orElse(new AccountId(0));
    TaskForm form = tasks.addition(inputs, account, at);
    if (!(id instanceof Sent.Value<Long>) && !(form.ref() instanceof Sent.Value<String>)) {
      inputs.required("ref", form.ref());
    }
    TargetId given = id.map(TargetId::new).orNone(null);
    return inputs
        .faults()
        .<ImportLine>map(ImportLine.Unusable::new)
        .orElseGet(() ->
            new ImportLine.OfTask(new Add(account, form, given, running, agent(account), at)));
  }

  private ImportLine group(String line) {
    Optional<Params> params = JsonBody.read(line.getBytes(StandardCharsets.UTF_8));
    if (params.isEmpty()) {
      return unusable(new Fault("line_invalid", null, "The line is not a JSON object."));
    }
    String name = params.get().text("app_name").orElse("");
    Optional<Access> app = apps.computeIfAbsent(name, accounts::app);
    if (app.isEmpty()) {
      return unusable(Fault.invalid("app_name", name, "names of apps"));
    }
    return switch (MonitorForm.read(params.get(), permitted)) {
      case MonitorForm.Reading.Refused(Refusal refusal) ->
          new ImportLine.Unusable(Faults.of(refusal));
      case MonitorForm.Reading.Read(MonitorForm form) -> group(app.get(), form);
    };
  }

  private ImportLine group(Access app, MonitorForm form) {
    if (!app.hasCallback()) {
      return new ImportLine.Unusable(Faults.of(new Refusal.NoCallback()));
    }
    List<ContactId> told = form.contacts().or(List.of(), List.of());
    Set<ContactId> own = own(app.owner().account(), told);
    List<IpAddress> addresses = form.nodes().or(List.of(), List.of());
    Map<IpAddress, NodeId> known = addresses.isEmpty() ? Map.of() : nodes.byAddress(addresses);
    if (!own.containsAll(told) || known.size() < Set.copyOf(addresses).size()) {
      String param = own.containsAll(told) ? "node_ips" : "contacts";
      return unusable(Fault.invalid(param, "not known here", "those of this installation"));
    }
    Sent<List<NodeId>> candidates =
        form.nodes().map(all -> all.stream().map(known::get).distinct().toList());
    return new ImportLine.OfGroup(new Operate(app.owner(), form, candidates, app.agent(), at));
  }

  private String agent(AccountId account) {
    return agents.computeIfAbsent(account, id -> TaskAdd.agent(accounts, id));
  }

  /** Those of the ids that are known to be the account's. */
  private Set<ContactId> own(AccountId account, List<ContactId> ids) {
    Set<ContactId> known = contacts.computeIfAbsent(account, _ -> new HashSet<>());
    List<ContactId> asked = ids.stream().filter(id -> !known.contains(id)).toList();
    if (!asked.isEmpty()) {
      known.addAll(accounts.contacts(account, asked));
    }
    return known;
  }

  private static ImportLine unusable(Fault fault) {
    return new ImportLine.Unusable(List.of(fault));
  }
}
