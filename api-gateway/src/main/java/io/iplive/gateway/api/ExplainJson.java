package io.iplive.gateway.api;

import io.iplive.gateway.explain.Definition;
import io.iplive.gateway.explain.Explanation;
import io.iplive.gateway.explain.Page;
import io.iplive.gateway.explain.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An explanation as JSON; {@code page} is the same for people. Times are ISO 8601, in UTC. */
record ExplainJson(
    long monitorId,
    long accountId,
    String state,
    String account,
    int epoch,
    long version,
    String changedAt,
    @Nullable Long schedulerVersion,
    long periodSeconds,
    long errorPeriodSeconds,
    int numError,
    int numOk,
    int level,
    int targets,
    String pace,
    List<Long> failing,
    @Nullable String nextRound,
    List<String> why,
    List<RoundJson> rounds,
    List<DeliveryJson> deliveries,
    List<Long> liveNodes,
    String since,
    List<String> page) {

  private record RoundJson(
      String roundAt,
      String openedAt,
      long version,
      String pace,
      List<Long> nodesAsked,
      int votesNeeded,
      List<AnswerJson> answers,
      List<Long> silentNodes,
      @Nullable String closedAt,
      List<OutcomeJson> outcomes) {

    static RoundJson of(Explanation.Round round) {
      Trace.Opened opened = round.opened();
      return new RoundJson(
          opened.roundAt().toString(),
          opened.at().toString(),
          opened.version(),
          lower(opened.pace()),
          opened.asked(),
          opened.votesNeeded(),
          round.answers().stream().map(AnswerJson::of).toList(),
          round.silent(),
          text(round.closedAt()),
          round.outcomes().stream().map(OutcomeJson::of).toList());
    }
  }

  private record AnswerJson(
      long node,
      long target,
      String judgement,
      @Nullable Integer statusCode,
      @Nullable String failure,
      long responseMicros) {

    static AnswerJson of(Trace.Answered answer) {
      return new AnswerJson(
          answer.node(),
          answer.target(),
          lower(answer.judgement()),
          answer.statusCode(),
          answer.failure(),
          answer.responseMicros());
    }
  }

  private record OutcomeJson(long target, String outcome, String decidedBy, List<String> votes) {

    static OutcomeJson of(Trace.Outcome outcome) {
      return new OutcomeJson(
          outcome.target(),
          lower(outcome.outcome()),
          lower(outcome.decidedBy()),
          outcome.votes().stream().map(ExplainJson::lower).toList());
    }
  }

  private record DeliveryJson(
      String at,
      String step,
      String notice,
      String to,
      int attempts,
      @Nullable Integer answerCode,
      @Nullable String error) {

    static DeliveryJson of(Trace.Told told) {
      return new DeliveryJson(
          told.at().toString(),
          lower(told.step()),
          lower(told.notice()),
          told.to(),
          told.attempts(),
          told.answerCode(),
          told.error());
    }
  }

  static ExplainJson of(Explanation it) {
    Definition d = it.definition();
    return new ExplainJson(
        d.monitorId(),
        d.accountId(),
        lower(d.state().name()),
        it.account(),
        d.epoch(),
        d.version(),
        d.changedAt().toString(),
        it.schedulerVersion(),
        d.period().toSeconds(),
        d.errorPeriod().toSeconds(),
        d.numError(),
        d.numOk(),
        d.level(),
        d.targets(),
        lower(it.pace()),
        it.failing(),
        text(it.nextRound()),
        it.why(),
        it.rounds().stream().map(RoundJson::of).toList(),
        it.deliveries().stream().map(DeliveryJson::of).toList(),
        it.liveNodes(),
        it.since().toString(),
        Page.of(it));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
