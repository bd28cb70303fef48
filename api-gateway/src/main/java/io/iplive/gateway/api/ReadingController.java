package io.iplive.gateway.api;

import io.iplive.gateway.account.AccountDirectory.Access;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorDirectory;
import io.iplive.gateway.monitor.Target;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeId;
import io.iplive.gateway.state.TargetState;
import io.iplive.gateway.state.TargetStates;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * list_monitor and monitor_status (contracts/iplive.md, "Reading back"): what a panel lost with its
 * database. Without {@code group_id} all groups in the order of their ids, in pages.
 */
@RestController
final class ReadingController {

  private static final List<String> REQUIRED = List.of("app_name");
  private static final Set<String> KNOWN = Set.of("app_name", "token", "group_id", "after");
  private static final int MOST_GROUPS = 1_000;
  private static final int MOST_RECORDS = 20_000;

  private final AppCallers callers;
  private final MonitorDirectory monitors;
  private final NodeDirectory nodes;
  private final TargetStates states;
  private final Answers answers;

  ReadingController(
      AppCallers callers,
      MonitorDirectory monitors,
      NodeDirectory nodes,
      TargetStates states,
      Answers answers) {
    this.callers = callers;
    this.monitors = monitors;
    this.nodes = nodes;
    this.states = states;
    this.answers = answers;
  }

  /** Some groups; {@code next} is the {@code after} of the call for more. */
  private record Page<T>(List<T> monitors, @Nullable Long next, List<String> ignored) {}

  private record Selection(List<Monitor> monitors, @Nullable Long next) {}

  @PostMapping("/list_monitor")
  ResponseEntity<byte[]> listMonitor(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Selection selection = selection(request, params);
    boolean chosen = selection.monitors().stream().anyMatch(m -> !m.candidates().isEmpty());
    Map<NodeId, String> addresses = new HashMap<>();
    if (chosen) {
      nodes.all().forEach(node -> addresses.put(node.id(), node.address().text()));
    }
    return sent(
        request,
        "list monitor successfully.",
        new Page<>(
            selection.monitors().stream().map(m -> DefinitionJson.of(m, addresses)).toList(),
            selection.next(),
            params.ignored(KNOWN)));
  }

  @PostMapping("/monitor_status")
  ResponseEntity<byte[]> monitorStatus(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Selection selection = selection(request, params);
    List<TargetId> targets =
        selection.monitors().stream()
            .flatMap(monitor -> monitor.targets().stream())
            .map(Target::id)
            .toList();
    Map<TargetId, TargetState> known = states.of(targets);
    return sent(
        request,
        "monitor status successfully.",
        new Page<>(
            selection.monitors().stream().map(m -> StatusJson.of(m, known)).toList(),
            selection.next(),
            params.ignored(KNOWN)));
  }

  private ResponseEntity<byte[]> sent(HttpServletRequest request, String msg, Page<?> page) {
    return answers.send(request, new Answer(Answer.SUCCESS, msg, page));
  }

  private Selection selection(HttpServletRequest request, Params params) {
    Access access = callers.access(request, params, REQUIRED);
    ParamReader reader = new ParamReader(params, Set.of("token"));
    reader.read("app_name", Rules.text());
    Optional<Long> group = value(reader.read("group_id", Rules.id()));
    Optional<Long> after = value(reader.read("after", Rules.id()));
    reader
        .refusal(REQUIRED)
        .ifPresent(refusal -> {
          throw new RefusedException(refusal);
        });
    AppId app = access.owner().app();
    return group
        .map(id -> new Selection(monitors.group(app, id).stream().toList(), null))
        .orElseGet(() -> page(monitors.groups(app, after, MOST_GROUPS + 1)));
  }

  /** As many whole groups as fit. */
  private static Selection page(List<Monitor> found) {
    int groups = 0;
    int records = 0;
    for (Monitor monitor : found) {
      records += monitor.targets().size();
      if (groups == MOST_GROUPS || (groups > 0 && records > MOST_RECORDS)) {
        break;
      }
      groups++;
    }
    return groups == found.size()
        ? new Selection(found, null)
        : new Selection(found.subList(0, groups), found.get(groups - 1).groupId());
  }

  private static Optional<Long> value(Sent<Long> sent) {
    return sent instanceof Sent.Value<Long>(Long value) ? Optional.of(value) : Optional.empty();
  }
}
