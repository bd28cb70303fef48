package io.iplive.gateway.api.node;

import io.iplive.gateway.api.Answer;
import io.iplive.gateway.api.Answers;
import io.iplive.gateway.api.Credentials;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.job.BrokerUnavailableException;
import io.iplive.gateway.job.JobFeed;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeLife;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** GET /node/jobs: work for nodes that need no Kafka (architecture 11). */
@RestController
final class JobsController {

  private static final Set<String> KNOWN = Set.of("after", "wait", "now_ms");
  private static final int PRESET_WAIT = 5;
  private static final int LONGEST_WAIT = 30;

  /** A node is spoken for hardly longer than this: it had better come again before. */
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

  private final NodeCallers callers;
  private final JobFeed feed;
  private final NodeLife life;
  private final Answers answers;
  private final Clock clock;

  JobsController(NodeCallers callers, JobFeed feed, NodeLife life, Answers answers, Clock clock) {
    this.callers = callers;
    this.feed = feed;
    this.life = life;
    this.answers = answers;
    this.clock = clock;
  }

  /** Jobs after a cursor; {@code now_ms}, the node's time, lets its clock be measured. */
  @GetMapping("/node/jobs")
  ResponseEntity<byte[]> jobs(HttpServletRequest request) {
    Instant arrivedAt = clock.instant();
    Node node = callers.showing(Credentials.bearer(request));
    Params params = query(request);
    ParamReader reader = new ParamReader(params, Set.of());
    Sent<String> after = reader.read("after", this::cursor);
    int wait =
        reader
            .read("wait", Rules.integer(0, LONGEST_WAIT, " seconds"))
            .or(PRESET_WAIT, PRESET_WAIT);
    Sent<Long> now = reader.read("now_ms", Rules.id());
    if (!node.remote()) {
      reader.refuse("jobs", "kafka", "nodes that were added without it");
    }
    reader
        .refusal(List.of())
        .ifPresent(refusal -> {
          throw new RefusedException(refusal);
        });
    life.polled(node.id(), value(now).map(millis -> there(millis, arrivedAt)));
    JobFeed.Batch batch = awaited(node, value(after), Duration.ofSeconds(wait));
    JobJson.Jobs info =
        JobJson.of(batch, node.state().name(), clock.instant(), params.ignored(KNOWN));
    return answers.send(request, new Answer(Answer.SUCCESS, "jobs", info));
  }

  private JobFeed.Batch awaited(Node node, Optional<String> after, Duration wait) {
    try {
      return feed.await(node, after, wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("This gateway is about to stop", e);
    }
  }

  /** A clock that is days off is as wrong as one that is off by an hour. */
  private static Instant there(long millis, Instant arrivedAt) {
    long hour = Duration.ofHours(1).toMillis();
    long offset =
        Math.clamp(
            Math.clamp(millis, 0, Long.MAX_VALUE / 2) - arrivedAt.toEpochMilli(), -hour, hour);
    return arrivedAt.plusMillis(offset);
  }

  private Rule.Reading<String> cursor(String text) {
    return feed.isCursor(text)
        ? new Rule.Reading.Good<>(text)
        : new Rule.Reading.Bad<>(text, "a cursor of an answer");
  }

  private static <T> Optional<T> value(Sent<T> sent) {
    return sent instanceof Sent.Value<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  private static Params query(HttpServletRequest request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, all) -> values.put(name, List.of(all)));
    return new Params(values);
  }
}
