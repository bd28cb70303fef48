package io.iplive.gateway.deal;

import io.iplive.gateway.deal.ElementReader.Reading;
import io.iplive.gateway.job.Asked;
import io.iplive.gateway.job.Question;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One call of deal. Each element is judged alone: bad ones are rejected by index, the good ones
 * taken; what comes when nothing can change any more is recorded as late.
 */
public final class Deal {

  private static final Duration TOO_OLD = Duration.ofMinutes(10);
  private static final Duration AHEAD = Duration.ofSeconds(5);

  private final NodeId node;
  private final Instant now;
  private final FailureList failures;
  private final List<Reading> readings;

  private Deal(NodeId node, Instant now, FailureList failures, List<Reading> readings) {
    this.node = node;
    this.now = now;
    this.failures = failures;
    this.readings = readings;
  }

  /** An element that is not taken. */
  public record Rejected(int index, String reason) {}

  /**
   * What became of the elements.
   *
   * @param observations of the accepted and the late, in the order sent
   * @param taken the questions they answer
   */
  public record Outcome(
      List<Observation> observations,
      Set<Question> taken,
      int accepted,
      int late,
      int duplicate,
      List<Rejected> rejected) {}

  /**
   * Reads what a node sent.
   *
   * @param round the call's timestamp
   */
  public static Deal read(
      NodeId node, List<Element> elements, Instant round, Instant now, FailureList failures) {
    return new Deal(
        node,
        now,
        failures,
        elements.stream().map(element -> ElementReader.read(element, round, failures)).toList());
  }

  /** What has to be known to judge them. */
  public Set<Question> questions() {
    return readings.stream()
        .filter(Reading.Read.class::isInstance)
        .map(reading -> ((Reading.Read) reading).claim().question())
        .filter(question -> !tooOld(question) && !ahead(question))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Judges all elements.
   *
   * @param asked those of {@link #questions} that the node was asked
   * @param closed the newest closed round of those targets that have one
   */
  public Outcome judge(Map<Question, Asked> asked, Map<TargetId, Instant> closed) {
    List<Observation> observations = new ArrayList<>();
    Set<Question> taken = new HashSet<>();
    List<Rejected> rejected = new ArrayList<>();
    int duplicate = 0;
    int late = 0;
    for (int index = 0; index < readings.size(); index++) {
      switch (readings.get(index)) {
        case Reading.Unusable(String field) -> rejected.add(new Rejected(index, field));
        case Reading.Read(Claim claim) -> {
          Question question = claim.question();
          Asked known = asked.get(question);
          if (tooOld(question)) {
            rejected.add(new Rejected(index, "too_old"));
          } else if (ahead(question)) {
            rejected.add(new Rejected(index, "ahead"));
          } else if (known == null) {
            rejected.add(new Rejected(index, "not_asked"));
          } else if (!Judge.possible(claim, known)) {
            rejected.add(new Rejected(index, "last_status"));
          } else if (known.answered() || !taken.add(question)) {
            duplicate++;
          } else {
            late += isLate(question, known, closed) ? 1 : 0;
            observations.add(Judge.observation(claim, known, node, now, failures));
          }
        }
      }
    }
    int accepted = observations.size() - late;
    return new Outcome(observations, taken, accepted, late, duplicate, rejected);
  }

  private boolean isLate(Question question, Asked asked, Map<TargetId, Instant> closed) {
    Instant last = closed.get(question.target());
    return now.isAfter(asked.deadline()) || (last != null && !last.isBefore(question.roundAt()));
  }

  private boolean tooOld(Question question) {
    return question.roundAt().isBefore(now.minus(TOO_OLD));
  }

  private boolean ahead(Question question) {
    return question.roundAt().isAfter(now.plus(AHEAD));
  }
}
