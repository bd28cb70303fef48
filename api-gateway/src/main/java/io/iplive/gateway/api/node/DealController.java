package io.iplive.gateway.api.node;

import io.iplive.gateway.api.Answer;
import io.iplive.gateway.api.Answers;
import io.iplive.gateway.api.Credentials;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.deal.Deal;
import io.iplive.gateway.deal.Deal.Outcome;
import io.iplive.gateway.deal.Deal.Rejected;
import io.iplive.gateway.deal.Element;
import io.iplive.gateway.deal.FailureList;
import io.iplive.gateway.deal.Results;
import io.iplive.gateway.job.Asked;
import io.iplive.gateway.job.BrokerUnavailableException;
import io.iplive.gateway.job.Question;
import io.iplive.gateway.job.Questions;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.state.TargetStates;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** deal (contracts/iplive.md): what nodes saw. */
@RestController
final class DealController {

  private static final List<String> REQUIRED = List.of("timestamp", "data");
  private static final Set<String> KNOWN = Set.of("timestamp", "data", "token");
  private static final long MOST_SECONDS = 1L << 40;

  private final NodeCallers callers;
  private final Questions questions;
  private final TargetStates states;
  private final Results results;
  private final FailureList failures;
  private final Answers answers;
  private final Clock clock;

  DealController(
      NodeCallers callers,
      Questions questions,
      TargetStates states,
      Results results,
      FailureList failures,
      Answers answers,
      Clock clock) {
    this.callers = callers;
    this.questions = questions;
    this.states = states;
    this.results = results;
    this.failures = failures;
    this.answers = answers;
    this.clock = clock;
  }

  private record Dealt(
      int accepted,
      int late,
      int duplicate,
      List<Rejected> rejected,
      @Nullable List<String> ignored) {}

  @PostMapping("/deal")
  ResponseEntity<byte[]> deal(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    Node node = callers.showingOrAtHome(Credentials.token(request, params), request);
    ParamReader reader = new ParamReader(params, Set.of("token"));
    Sent<Instant> round = reader.read("timestamp", DealController::seconds);
    Sent<List<Element>> elements = reader.readVerbatim("data", ElementsBody::read);
    reader
        .refusal(REQUIRED)
        .ifPresent(refusal -> {
          throw new RefusedException(refusal);
        });
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Deal deal = Deal.read(node.id(), elements.required(), round.required(), now, failures);
    Outcome outcome = deal.judge(asked(node, deal.questions()), closed(deal.questions()));
    results.publish(outcome.observations());
    questions.answered(node, outcome.taken());
    List<String> ignored = params.ignored(KNOWN);
    Dealt info =
        new Dealt(
            outcome.accepted(),
            outcome.late(),
            outcome.duplicate(),
            outcome.rejected(),
            ignored.isEmpty() ? null : ignored);
    return answers.send(request, new Answer(Answer.SUCCESS, "server process successfully", info));
  }

  private static Rule.Reading<Instant> seconds(String text) {
    return switch (Rules.id().read(text)) {
      case Rule.Reading.Good<Long>(Long value) when value >= 0 && value <= MOST_SECONDS ->
          new Rule.Reading.Good<>(Instant.ofEpochSecond(value));
      case Rule.Reading.Good<Long> _, Rule.Reading.Bad<Long> _ ->
          new Rule.Reading.Bad<>(text, "unix seconds");
    };
  }

  private Map<Question, Asked> asked(Node node, Set<Question> wanted) {
    try {
      return questions.asked(node, wanted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("This gateway is about to stop", e);
    }
  }

  private Map<TargetId, Instant> closed(Set<Question> wanted) {
    Set<TargetId> targets = wanted.stream().map(Question::target).collect(Collectors.toSet());
    Map<TargetId, Instant> closed = new HashMap<>();
    states
        .of(targets)
        .forEach((target, state) -> {
          Instant last = state.lastCheck();
          if (last != null) {
            closed.put(target, last);
          }
        });
    return closed;
  }
}
