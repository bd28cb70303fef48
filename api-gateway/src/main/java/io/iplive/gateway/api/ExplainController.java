package io.iplive.gateway.api;

import io.iplive.gateway.account.AccountDirectory.Access;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.explain.Explanation;
import io.iplive.gateway.explain.Explanations;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Why a monitor is as it is: of any for operators, of its own groups for an app. */
@RestController
final class ExplainController {

  private static final List<String> REQUIRED = List.of("app_name", "group_id");

  private final Explanations explanations;
  private final MonitorDirectory monitors;
  private final AppCallers callers;
  private final OperatorCalls operator;
  private final Answers answers;

  ExplainController(
      Explanations explanations,
      MonitorDirectory monitors,
      AppCallers callers,
      OperatorCalls operator,
      Answers answers) {
    this.explanations = explanations;
    this.monitors = monitors;
    this.callers = callers;
    this.operator = operator;
    this.answers = answers;
  }

  @GetMapping("/operator/monitors/{id}/explain")
  ResponseEntity<byte[]> ofAny(HttpServletRequest request, @PathVariable String id) {
    operator.authorise(request);
    long monitor =
        switch (Rules.id().read(id)) {
          case Rule.Reading.Good<Long>(Long value) -> value;
          case Rule.Reading.Bad<Long>(String part, String allowed) ->
              throw OperatorCalls.refused("monitor", part, allowed);
        };
    Explanation explanation =
        explanations
            .of(monitor)
            .orElseThrow(() ->
                new OperatorRefusedException(
                    HttpStatus.NOT_FOUND, "There is no monitor %d".formatted(monitor)));
    return OperatorAnswers.ok(ExplainJson.of(explanation));
  }

  @PostMapping("/explain_monitor")
  ResponseEntity<byte[]> ofOwn(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Access access = callers.access(request, params, REQUIRED);
    ParamReader reader = new ParamReader(params, Set.of("token"));
    reader.read("app_name", Rules.text());
    long groupId = reader.read("group_id", Rules.id()).or(0L, 0L);
    reader
        .refusal(REQUIRED)
        .ifPresent(refusal -> {
          throw new RefusedException(refusal);
        });
    Explanation explanation =
        monitors
            .group(access.owner().app(), groupId)
            .map(Monitor::id)
            .flatMap(id -> explanations.of(id.value()))
            .orElseThrow(() ->
                new RefusedException(
                    new Refusal.ParamError(
                        "group_id", Long.toString(groupId), "groups of this app")));
    return answers.send(
        request,
        new Answer(Answer.SUCCESS, "explain monitor successfully.", ExplainJson.of(explanation)));
  }
}
