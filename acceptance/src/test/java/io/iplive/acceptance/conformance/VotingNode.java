package io.iplive.acceptance.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A remote node that probes nothing: it votes as it is told. */
final class VotingNode implements AutoCloseable {

  private static final String POLL = "node/jobs?wait=2";

  private final Gateway gateway;
  private final String token;
  private final Function<Question, Vote> opinion;
  private final Thread thread;
  private volatile boolean closed;

  /** What it is asked: about a record, in a round. */
  record Question(long group, long record, long round) {}

  /** What it says. */
  enum Vote {
    UP(200),
    DOWN(500),
    /** Nothing at all. */
    NONE(0);

    private final int status;

    Vote(int status) {
      this.status = status;
    }
  }

  /** Begins to ask for work. */
  VotingNode(Gateway gateway, String token, Function<Question, Vote> opinion) {
    this.gateway = gateway;
    this.token = token;
    this.opinion = opinion;
    this.thread = Thread.ofVirtual().start(this::work);
  }

  private void work() {
    try {
      String after = "";
      while (!closed) {
        JsonNode info = gateway.get(POLL + after, token).path("info");
        after = "&after=" + info.path("cursor").asText();
        vote(info.path("jobs"));
      }
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void vote(JsonNode jobs) throws IOException, InterruptedException {
    List<String> results = new ArrayList<>();
    String round = "0";
    for (JsonNode job : jobs) {
      round = job.path("timestamp").asText();
      Question question =
          new Question(
              job.path("group_id").asLong(), job.path("record_id").asLong(), Long.parseLong(round));
      Vote vote = opinion.apply(question);
      if (vote != Vote.NONE) {
        results.add(
            "{\"server_id\":%d,\"timestamp\":%s,\"last_status\":%d}"
                .formatted(job.path("server_id").asLong(), round, vote.status));
      }
    }
    if (!results.isEmpty()) {
      gateway.post("deal", Map.of("token", token, "timestamp", round, "data", results.toString()));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
