package io.iplive.gateway.api.recovery;

import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.OperatorRefusedException;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.recovery.Family;
import io.iplive.gateway.recovery.Known;
import io.iplive.gateway.recovery.PublishedLog;
import io.iplive.gateway.recovery.Recovery;
import io.iplive.gateway.recovery.Recovery.Restored;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Restores and republishes; the log is the audit of both. */
@RestController
final class RecoveryController {

  private static final Logger LOG = LoggerFactory.getLogger(RecoveryController.class);
  private static final int MOST_NAMED = 1_000;

  private final Recovery recovery;
  private final Outbox outbox;
  private final OperatorCalls calls;

  RecoveryController(Recovery recovery, Outbox outbox, OperatorCalls calls) {
    this.recovery = recovery;
    this.outbox = outbox;
    this.calls = calls;
  }

  private record Waiting(long waiting) {}

  private record Begun(int epoch, int behind, List<String> lost, int lostInAll) {}

  private record Queued(int streams) {}

  @GetMapping("/operator/journal")
  ResponseEntity<byte[]> show(HttpServletRequest request) {
    calls.authorise(request);
    return OperatorAnswers.ok(new Waiting(outbox.waiting()));
  }

  @PostMapping("/operator/journal/restore")
  ResponseEntity<byte[]> restore(HttpServletRequest request) throws IOException {
    Params params = calls.params(request);
    boolean anyway =
        Optional.ofNullable(OperatorCalls.optional(params, "anyway", RecoveryController::flag))
            .orElse(false);
    return switch (answered(() -> recovery.restore(anyway))) {
      case Restored.NotNeeded(int epoch) ->
          throw new OperatorRefusedException(
              HttpStatus.CONFLICT,
              "Readers of Kafka know nothing newer than the journal (epoch %d): no restore is needed"
                  .formatted(epoch));
      case Restored.Begun(int epoch, int behind, List<Known> lost) -> {
        List<String> names = lost.stream().map(Known::stream).sorted().toList();
        LOG.warn(
            "An operator restored: epoch {} begins, {} streams were behind their readers, {} are"
                + " ended because the journal does not know them: {}",
            epoch,
            behind,
            names.size(),
            names);
        yield OperatorAnswers.ok(
            new Begun(epoch, behind, names.stream().limit(MOST_NAMED).toList(), names.size()));
      }
    };
  }

  @PostMapping("/operator/journal/republish")
  ResponseEntity<byte[]> republish(HttpServletRequest request) throws IOException {
    Params params = calls.params(request);
    Set<Family> families =
        Optional.ofNullable(OperatorCalls.optional(params, "topics", RecoveryController::families))
            .orElse(EnumSet.allOf(Family.class));
    int streams = answered(() -> recovery.republish(families));
    LOG.warn("An operator republishes {}: {} streams", families, streams);
    return OperatorAnswers.ok(new Queued(streams));
  }

  private static <T> T answered(Supplier<T> work) {
    try {
      return work.get();
    } catch (PublishedLog.UnavailableException e) {
      throw new OperatorRefusedException(
          HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Rule.Reading<Boolean> flag(String text) {
    return switch (text) {
      case "yes" -> new Rule.Reading.Good<>(true);
      case "no" -> new Rule.Reading.Good<>(false);
      default -> new Rule.Reading.Bad<>(text, "yes, no");
    };
  }

  private static Rule.Reading<Set<Family>> families(String text) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    for (String name : text.split(",", -1)) {
      Optional<Family> family = Family.of(name.strip());
      if (family.isEmpty()) {
        return new Rule.Reading.Bad<>(
            name,
            Arrays.stream(Family.values()).map(Family::topic).collect(Collectors.joining(", ")));
      }
      families.add(family.get());
    }
    return new Rule.Reading.Good<>(families);
  }
}
