package io.iplive.gateway.api;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountDirectory.Access;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.api.body.UnhandledException;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.MonitorCommand.Operate;
import io.iplive.gateway.monitor.MonitorCommand.Stop;
import io.iplive.gateway.monitor.MonitorForm;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.monitor.MonitorJournal.Outcome;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeId;
import io.iplive.gateway.node.NodeJournal;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The iplive API (contracts/iplive.md). */
@RestController
final class IpliveController {

  private static final List<String> STOP_REQUIRED = List.of("app_name", "group_id");
  private static final Set<String> STOP_KNOWN = Set.of("app_name", "token", "group_id");
  private static final Set<String> NODE_KNOWN = Set.of("node_ip", "passwd");

  private final AccountDirectory accounts;
  private final MonitorJournal monitors;
  private final NodeDirectory nodes;
  private final NodeJournal enrolments;
  private final SecretBox secrets;
  private final Predicate<InetAddress> permitted;
  private final ApiSettings settings;
  private final SourceAddresses sources;
  private final GuessGuard guard;
  private final Answers answers;
  private final Clock clock;

  IpliveController(
      AccountDirectory accounts,
      MonitorJournal monitors,
      NodeDirectory nodes,
      NodeJournal enrolments,
      SecretBox secrets,
      Predicate<InetAddress> permitted,
      ApiSettings settings,
      Answers answers,
      Clock clock) {
    this.accounts = accounts;
    this.monitors = monitors;
    this.nodes = nodes;
    this.enrolments = enrolments;
    this.secrets = secrets;
    this.permitted = permitted;
    this.settings = settings;
    this.sources = new SourceAddresses(settings.trustedProxies());
    this.guard = new GuessGuard(clock);
    this.answers = answers;
    this.clock = clock;
  }

  @PostMapping("/operate_monitor")
  ResponseEntity<byte[]> operateMonitor(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Access access = access(request, params, MonitorForm.REQUIRED);
    if (!access.hasCallback()) {
      throw new RefusedException(new Refusal.NoCallback());
    }
    MonitorForm form =
        switch (MonitorForm.read(params, permitted)) {
          case MonitorForm.Reading.Read(MonitorForm read) -> read;
          case MonitorForm.Reading.Refused(Refusal refusal) -> throw new RefusedException(refusal);
        };
    refuseForeignContacts(access, form);
    Operate command = new Operate(access.owner(), form, candidates(form), now());
    return switch (monitors.execute(command)) {
      case Outcome.Operated(var monitor, boolean created) ->
          answers.send(
              request, Answers.operated(monitor, created, params.ignored(MonitorForm.KNOWN)));
      case Outcome.Refused(Refusal refusal) -> throw new RefusedException(refusal);
      case Outcome.Stopped() -> throw new IllegalStateException("An upsert stopped its monitor");
    };
  }

  @PostMapping("/stop_monitor")
  ResponseEntity<byte[]> stopMonitor(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Access access = access(request, params, STOP_REQUIRED);
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

  @PostMapping("/add_node")
  ResponseEntity<byte[]> addNode(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    requireEnrolmentSecret(request, params);
    ParamReader reader = new ParamReader(params, Set.of("passwd"));
    Sent<IpAddress> address = reader.read("node_ip", Rules.address());
    refuse(reader.refusal(List.of("node_ip")));
    if (!(address instanceof Sent.Value<IpAddress>(IpAddress known))) {
      throw new IllegalStateException("A required parameter was read as absent");
    }
    String token = secrets.generate();
    NodeJournal.Enrolment enrolment = enrolments.enrol(known, SecretHash.of(token), now());
    String shown = enrolment.created() ? token : null;
    return answers.send(
        request, Answers.enrolled(enrolment.node(), shown, params.ignored(NODE_KNOWN)));
  }

  /** Name present, then token; an unknown name and a wrong token are one answer. */
  private Access access(HttpServletRequest request, Params params, List<String> required) {
    Optional<String> name = params.text("app_name");
    if (name.isEmpty()) {
      throw new RefusedException(new Refusal.Lack(params.missing(required)));
    }
    return Credentials.token(request, params)
        .flatMap(token -> accounts.app(name.get(), SecretHash.of(token)))
        .orElseThrow(() -> new RefusedException(new Refusal.WrongToken()));
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

  private void requireEnrolmentSecret(HttpServletRequest request, Params params) {
    String source = sources.of(request);
    guard
        .waitOf(source)
        .ifPresent(wait -> {
          throw new UnhandledException(
              HttpStatus.TOO_MANY_REQUESTS, "too many wrong passwords", wait);
        });
    boolean right =
        !settings.enrolmentSecret().isBlank()
            && params.count("passwd") == 1
            && Credentials.same(params.text("passwd").orElse(""), settings.enrolmentSecret());
    if (!right) {
      guard.wrong(source);
      throw new RefusedException(new Refusal.WrongToken());
    }
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
