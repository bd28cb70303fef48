package io.iplive.gateway.deal;

import io.iplive.gateway.deal.Observation.Fault;
import io.iplive.gateway.deal.Observation.Judgement;
import io.iplive.gateway.job.Asked;
import io.iplive.gateway.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From what a node says to a judgement, with the meaning of expected codes that the prober has. */
final class Judge {

  private static final Set<String> WITH_STATUS = Set.of("http", "https");
  private static final int NO_RESULT = 0;
  private static final int CONNECTION_ERROR = 1;
  private static final int TIMEOUT = 2;
  private static final int SUCCESS = 200;
  private static final int LEAST_STATUS = 100;

  private Judge() {}

  private record Opinion(Judgement judgement, @Nullable Fault fault, boolean answered) {}

  /** Whether the protocol that was asked for can have ended so. */
  static boolean possible(Claim claim, Asked asked) {
    int status = claim.lastStatus();
    boolean fixed = status == NO_RESULT || status == CONNECTION_ERROR || status == TIMEOUT;
    return fixed || (hasStatus(asked) ? status >= LEAST_STATUS : status == SUCCESS);
  }

  static Observation observation(
      Claim claim, Asked asked, NodeId node, Instant receivedAt, FailureList failures) {
    Opinion opinion = opinion(claim, asked, failures);
    Instant finished = claim.finishedAt() == null ? receivedAt : claim.finishedAt();
    Duration took = Duration.ofNanos(1_000 * Math.max(0, claim.responseMicros()));
    boolean status = hasStatus(asked) && claim.lastStatus() >= LEAST_STATUS;
    return new Observation(
        asked.monitorId(),
        claim.question().target(),
        node,
        claim.question().roundAt(),
        asked.dueAt(),
        claim.startedAt() == null ? finished.minus(took) : claim.startedAt(),
        finished,
        opinion.judgement(),
        status ? claim.lastStatus() : null,
        opinion.fault(),
        opinion.answered() ? claim.responseMicros() : -1,
        claim.phases(),
        claim.attempts(),
        claim.remoteAddress(),
        claim.suspect(),
        claim.slow() && opinion.judgement() == Judgement.UP,
        opinion.judgement() == Judgement.DOWN ? claim.evidence() : null);
  }

  private static Opinion opinion(Claim claim, Asked asked, FailureList failures) {
    Failure failure = claim.failure();
    boolean ours = claim.notRun() || (failure != null && failure.ours());
    if (ours || claim.lastStatus() == NO_RESULT) {
      return new Opinion(Judgement.NOT_RUN, failure == null ? null : fault(claim, failure), false);
    }
    if (hasStatus(asked)
        && claim.lastStatus() >= LEAST_STATUS
        && (failure == null || !failure.aboutRedirects())
        && !ExpectedCodes.matches(asked.expectedCodes(), claim.lastStatus())) {
      return new Opinion(Judgement.DOWN, unexpected(claim, asked), true);
    }
    if (failure != null) {
      return new Opinion(Judgement.DOWN, fault(claim, failure), false);
    }
    return switch (claim.lastStatus()) {
      case CONNECTION_ERROR -> silent(claim, failures.known(FailureList.CONNECTION_ERROR));
      case TIMEOUT -> silent(claim, failures.known(FailureList.TIMEOUT));
      default -> new Opinion(Judgement.UP, null, true);
    };
  }

  private static Opinion silent(Claim claim, Failure failure) {
    return new Opinion(Judgement.DOWN, fault(claim, failure), false);
  }

  private static Fault fault(Claim claim, Failure failure) {
    String text = claim.text();
    return new Fault(failure.number(), text == null ? failure.sentence() : text, claim.phase());
  }

  private static Fault unexpected(Claim claim, Asked asked) {
    String text =
        "The HTTP status code is %d, expected is %s"
            .formatted(claim.lastStatus(), asked.expectedCodes());
    return new Fault(FailureList.HTTP_STATUS, text, "TRANSFER");
  }

  private static boolean hasStatus(Asked asked) {
    return WITH_STATUS.contains(asked.protocol());
  }
}
