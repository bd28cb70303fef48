package io.iplive.gateway.api;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountDirectory.Access;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.MonitorCommand.Move;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorCommand.Stop;
import io.iplive.gateway.monitor.MonitorForm;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.monitor.MonitorJournal.Outcome;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The calls of the iplive API that define monitors (contracts/iplive.md). */
@RestController
final class IpliveController {

  private static final List<String> STOP_REQUIRED = List.of("app_name", "group_id");
  private static final Set<String> STOP_KNOWN = Set.of("app_name", "token", "group_id");
  private static final List<String> MOVE_REQUIRED =
      List.of("app_name", "group_id", "record_id", "ip");
  private static final Set<String> MOVE_KNOWN =
      Set.of("app_name", "token", "group_id", "record_id", "ip");

  private final AccountDirectory accounts;
  private final AppCallers callers;
  private final MonitorJournal monitors;
  private final NodeDirectory nodes;
  private final Predicate<InetAddress> permitted;
  private final Answers answers;
  private final Clock clock;

  IpliveController(
      AccountDirectory accounts,
      AppCallers callers,
      MonitorJournal monitors,
      NodeDirectory nodes,
      Predicate<InetAddress> permitted,
      Answers answers,
      Clock clock) {
    this.accounts = accounts;
    this.callers = callers;
    this.monitors = monitors;
    this.nodes = nodes;
    this.permitted = permitted;
    this.answers = answers;
    this.clock = clock;
  }

  @PostMapping("/operate_monitor")
  ResponseEntity<byte[]> operateMonitor(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Access access = callers.reachable(request, params, MonitorForm.REQUIRED);
    MonitorForm form =
        switch (MonitorForm.read(params, permitted)) {
          case MonitorForm.Reading.Read(MonitorForm read) -> read;
          case MonitorForm.Reading.Refused(Refusal refusal) -> throw new RefusedException(refusal);
        };
    refuseForeignContacts(access, form);
    Operate command = new Operate(access.owner(), form, candidates(form), access.agent(), now());
    return operated(request, monitors.execute(command), params.ignored(MonitorForm.KNOWN));
  }

  @PostMapping("/update_monitor")
  ResponseEntity<byte[]> updateMonitor(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Access access = callers.reachable(request, params, MOVE_REQUIRED);
    ParamReader reader = new ParamReader(params, Set.of("token"));
    reader.read("app_name", Rules.text());
    long groupId = reader.read("group_id", Rules.id()).or(0L, 0L);
    long recordId = reader.read("record_id", Rules.id()).or(0L, 0L);
    Sent<IpAddress> address = reader.read("ip", Rules.address(permitted));
    refuse(reader.refusal(MOVE_REQUIRED));
    Move command = new Move(access.owner(), groupId, recordId, address.required(), now());
    return operated(request, monitors.execute(command), params.ignored(MOVE_KNOWN));
  }

  @PostMapping("/stop_monitor")
  ResponseEntity<byte[]> stopMonitor(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Access access = callers.access(request, params, STOP_REQUIRED);
    ParamReader reader = new ParamReader(params, Set.of("token"));
    reader.read("app_name", Rules.text());
    long groupId = reader.read("group_id", Rules.id()).or(0L, 0L);
    refuse(reader.refusal(STOP_REQUIRED));
    return switch (monitors.execute(new Stop(access.owner(), groupId, now()))) {
      case Outcome.Stopped() -> answers.send(request, Answers.stopped(params.ignored(STOP_KNOWN)));
      case Outcome.Refused(Refusal refusal) -> throw new RefusedException(refusal);
      case Outcome.Operated _ -> throw new IllegalStateException("A stop left its monitor");
    };
  }

  private ResponseEntity<byte[]> operated(
      HttpServletRequest request, Outcome outcome, List<String> ignored) {
    return switch (outcome) {
      case Outcome.Operated(var monitor, boolean created) ->
          answers.send(request, Answers.operated(monitor, created, ignored));
      case Outcome.Refused(Refusal refusal) -> throw new RefusedException(refusal);
      case Outcome.Stopped() -> throw new IllegalStateException("An upsert stopped its monitor");
    };
  }

  private void refuseForeignContacts(Access access, MonitorForm form) {
    if (!(form.contacts() instanceof Sent.Value<List<ContactId>>(List<ContactId> ids))) {
      return;
    }
    Set<ContactId> own = accounts.contacts(access.owner().account(), ids);
    ids.stream()
        .filter(id -> !own.contains(id))
        .findFirst()
        .ifPresent(id -> refuse("contacts", Long.toString(id.value()), "this account's contacts"));
  }

  private Sent<List<NodeId>> candidates(MonitorForm form) {
    return form.nodes()
        .map(addresses -> {
          Map<IpAddress, NodeId> known = nodes.byAddress(addresses);
          addresses.stream()
              .filter(address -> !known.containsKey(address))
              .findFirst()
              .ifPresent(address -> refuse("node_ips", address.text(), "enrolled nodes"));
          return addresses.stream().map(known::get).distinct().toList();
        });
  }

  private static void refuse(String param, String value, String allowed) {
    throw new RefusedException(new Refusal.ParamError(param, value, allowed));
  }

  private static void refuse(Optional<Refusal> refusal) {
    refusal.ifPresent(reason -> {
      throw new RefusedException(reason);
    });
  }

  /** To the millisecond, as events have it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
