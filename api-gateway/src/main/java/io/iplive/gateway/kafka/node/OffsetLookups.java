package io.iplive.gateway.kafka.node;

import io.iplive.gateway.node.NodeId;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the job topics of nodes begin and end, asked without waiting: a topic that is gone or has
 * no leader holds up its own node alone. Used by one thread.
 */
final class OffsetLookups implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;
  private final Map<NodeId, Question> asked = new HashMap<>();
  private final Map<NodeId, Retry> retries = new HashMap<>();

  /** Under way. */
  private record Question(long number, CompletableFuture<Offsets> answer) {}

  /**
   * Offsets a partition.
   *
   * @param starts where to read from; empty for a topic that is being read already
   */
  record Offsets(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {}

  /** What came of a question. */
  sealed interface Answer {

    /** Whose topic it is. */
    NodeId node();

    /** The offsets at some time after that number was drawn. */
    record Found(NodeId node, long number, Offsets offsets) implements Answer {}

    /** The broker does not say. */
    record Failed(NodeId node, String reason) implements Answer {}
  }

  /** When a node's topic is tried again, and how long was waited for that. */
  private record Retry(Instant at, Duration pause) {

    static Retry after(@Nullable Retry last, Instant now) {
      Duration pause = last == null ? PAUSE : last.pause().multipliedBy(2);
      Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      return new Retry(now.plus(bounded), bounded);
    }
  }

  /** Over this connection, which is closed with it. */
  OffsetLookups(Admin admin) {
    this.admin = admin;
  }

  /** Whether no answer is awaited, and none has failed just now. */
  boolean mayAsk(NodeId node, Instant now) {
    Retry retry = retries.get(node);
    return !asked.containsKey(node) && (retry == null || !retry.at().isAfter(now));
  }

  /** Whether any answer is awaited. */
  boolean isAnyAwaited() {
    return !asked.isEmpty();
  }

  /** Asks where a node's topic begins, for who wants all since then, and where it ends. */
  void begin(NodeId node, long number, Instant since) {
    String topic = Topics.probeJobs(node.value()).name();
    CompletableFuture<Offsets> answer =
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .toCompletionStage()
            .thenCompose(described ->
                begin(
                    described.values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList(),
                    since))
            .toCompletableFuture();
    asked.put(node, new Question(number, answer));
  }

  private CompletableFuture<Offsets> begin(List<TopicPartition> topic, Instant since) {
    return offsets(topic, OffsetSpec.latest())
        .thenCombine(
            offsets(topic, OffsetSpec.forTimestamp(since.toEpochMilli())),
            (ends, found) -> {
              Map<TopicPartition, Long> starts = new HashMap<>();
              ends.forEach((each, end) -> {
                long start = found.getOrDefault(each, -1L); // Negative: nothing since then.
                starts.put(each, start < 0 ? end : Math.min(start, end));
              });
              return new Offsets(starts, ends);
            });
  }

  /** Asks where the partitions end that are read for a node. */
  void ends(NodeId node, long number, Collection<TopicPartition> partitions) {
    CompletableFuture<Offsets> answer =
        offsets(partitions, OffsetSpec.latest()).thenApply(ends -> new Offsets(Map.of(), ends));
    asked.put(node, new Question(number, answer));
  }

  private CompletableFuture<Map<TopicPartition, Long>> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(each -> each, _ -> which));
    return admin
        .listOffsets(wanted, COMMITTED)
        .all()
        .toCompletionStage()
        .thenApply(OffsetLookups::offsets)
        .toCompletableFuture();
  }

  private static Map<TopicPartition, Long> offsets(
      Map<TopicPartition, ListOffsetsResultInfo> found) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    found.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  /** The answers that came since it was last asked. */
  List<Answer> answers(Instant now) {
    List<Answer> answers = new ArrayList<>();
    Iterator<Map.Entry<NodeId, Question>> all = asked.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<NodeId, Question> each = all.next();
      Question question = each.getValue();
      if (question.answer().isDone()) {
        all.remove();
        answers.add(answer(each.getKey(), question, now));
      }
    }
    return answers;
  }

  private Answer answer(NodeId node, Question question, Instant now) {
    try {
      Offsets offsets = question.answer().join();
      retries.remove(node);
      return new Answer.Found(node, question.number(), offsets);
    } catch (CompletionException e) {
      retries.compute(node, (_, last) -> Retry.after(last, now));
      return new Answer.Failed(node, String.valueOf(e.getCause()));
    }
  }

  /** Nobody asks for the node any more. */
  void forget(NodeId node) {
    asked.remove(node);
    retries.remove(node);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
