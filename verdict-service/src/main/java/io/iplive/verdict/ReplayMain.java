package io.iplive.verdict;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.verdict.kafka.replay.Comparison;
import io.iplive.verdict.kafka.replay.Replay;
import io.iplive.verdict.replay.Range;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the recorded rounds.v1 through the machine again and compares with outages.v1. Takes the
 * brokers, the root of the registry's API, and the range. Ends with 0 when all is the same, 1 when
 * something differs, 2 when it could not be told. What it says is logged; replay-logback.xml makes
 * plain lines of that.
 */
public final class ReplayMain {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayMain.class);

  private ReplayMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws InterruptedException {
    if (arguments.size() != 4) {
      LOG.error("It takes BROKERS REGISTRY FROM TO.");
      return 2;
    }
    try {
      Brokers brokers = Brokers.at(arguments.getFirst());
      return compare(
          brokers,
          new HttpSchemaRegistry(arguments.get(1)),
          Instant.parse(arguments.get(2)),
          Instant.parse(arguments.get(3)));
    } catch (DateTimeException | IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
      return 2;
    }
  }

  /**
   * The same from another program.
   *
   * @return the exit code
   */
  public static int compare(Brokers brokers, SchemaRegistry registry, Instant from, Instant to)
      throws InterruptedException {
    try {
      Range range = new Range(from, to);
      Replay replay = new Replay(brokers, registry, range, Instant.now());
      return told(replay.compare());
    } catch (ExecutionException | KafkaException e) {
      LOG.error("The topics cannot be read: {}", e.getMessage());
    } catch (IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
    }
    return 2;
  }

  private static int told(Comparison comparison) {
    return switch (comparison) {
      case Comparison.Same(long rounds, long monitors, long events, long unknown, long early) -> {
        LOG.info(
            "The same: {} events of outages.v1, byte for byte, from {} records of rounds.v1 of {} monitors.",
            events,
            rounds,
            monitors);
        if (unknown > 0) {
          LOG.info(
              "Not compared: {} events of targets whose earlier rounds are no longer kept.",
              unknown);
        }
        if (early > 0) {
          LOG.info("Not compared: {} events of rounds that have not closed.", early);
        }
        yield 0;
      }
      case Comparison.Different(
              long monitor,
              long target,
              Instant decidedAt,
              var expected,
              var standing) -> {
        LOG.info("Different: monitor {}, target {}, decided at {}.", monitor, target, decidedAt);
        LOG.info("expected: {}", expected == null ? "nothing more" : expected);
        LOG.info("stands:   {}", standing == null ? "nothing more" : standing);
        yield 1;
      }
    };
  }
}
