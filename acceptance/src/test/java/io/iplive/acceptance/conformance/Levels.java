package io.iplive.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.acceptance.conformance.VotingNode.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicContainer;

/** The level table, shown by nodes that vote: iplive/levels.md. */
public final class Levels implements AutoCloseable {

  private static final int NODES = 8;
  private static final String ADDRESS = "127.0.5.";
  private static final long FIRST_GROUP = 90;
  private static final long SPARED = 1;
  private static final long CONDEMNED = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Gateway gateway;
  private final Words words;
  private final Sheet sheet;
  private final List<Level> levels;
  private final Map<Question, Integer> asked = new ConcurrentHashMap<>();
  private final List<VotingNode> nodes = new ArrayList<>();

  /** Nobody votes yet. */
  public Levels(String root, Words words) throws IOException {
    this.gateway = new Gateway(root);
    this.words = words;
    this.sheet = Sheet.of("iplive/levels");
    this.levels = sheet.sections().getFirst().lines().stream().map(Level::of).toList();
  }

  /** A row. */
  private record Level(String name, int level, int nodes, int votes) {

    static Level of(Sheet.Line line) {
      List<String> cells = line.cells();
      return new Level(cells.get(0), number(cells, 1), number(cells, 2), number(cells, 3));
    }

    private static int number(List<String> cells, int at) {
      return Integer.parseInt(cells.get(at));
    }

    long group() {
      return FIRST_GROUP + level;
    }
  }

  /** From now on the nodes vote. */
  public void begin() throws IOException, InterruptedException {
    for (int node = 1; node <= NODES; node++) {
      JsonNode added =
          gateway.post(
              "add_node", Map.of("node_ip", ADDRESS + node, "passwd", words.get("enrolment")));
      nodes.add(new VotingNode(gateway, added.path("info").path("token").asText(), this::opinion));
    }
    String candidates = nodes.stream().map(this::address).collect(Collectors.joining(":"));
    for (Level level : levels) {
      Map<String, String> form = panel(level);
      form.put("level", Integer.toString(level.level()));
      form.put("record_ids", SPARED + ":" + CONDEMNED);
      form.put("ips", "127.0.7.1:127.0.7.1");
      form.put("node_ips", candidates);
      form.put("interval", "10");
      form.put("timeout", "8");
      form.put("num_error", "1");
      JsonNode answer = gateway.post("operate_monitor", form);
      assertThat(answer.path("code").asInt()).as(answer.toString()).isEqualTo(1000);
    }
  }

  private String address(VotingNode node) {
    return ADDRESS + (nodes.indexOf(node) + 1);
  }

  private Map<String, String> panel(Level level) {
    Map<String, String> form = new HashMap<>();
    form.put("app_name", "panel");
    form.put("token", words.get("panelToken"));
    form.put("group_id", Long.toString(level.group()));
    return form;
  }

  /** How the next node that is asked votes. */
  private VotingNode.Vote opinion(Question question) {
    return levels.stream()
        .filter(level -> level.group() == question.group())
        .findFirst()
        .map(level -> {
          int before = asked.merge(question, 1, Integer::sum) - 1;
          int votes = question.record() == SPARED ? level.votes() - 1 : level.votes();
          return before < votes ? VotingNode.Vote.DOWN : VotingNode.Vote.UP;
        })
        .orElse(VotingNode.Vote.NONE);
  }

  /** The tests of the sheet. */
  public DynamicContainer tests() {
    return dynamicContainer(
        sheet.title(), levels.stream().map(level -> dynamicTest(level.name(), () -> look(level))));
  }

  private void look(Level level) {
    Awaitility.await(level.name())
        .pollInSameThread()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode status = gateway.post("monitor_status", panel(level));
          JsonNode records = status.path("info").path("monitors").path(0).path("records");
          assertThat(records)
              .extracting(record -> record.path("state").asText())
              .containsExactly("up", "down");
          for (JsonNode record : records) {
            Question last =
                new Question(
                    level.group(),
                    record.path("record_id").asLong(),
                    record.path("last_round").asLong());
            assertThat(asked.get(last)).as("asked in %s", last).isEqualTo(level.nodes());
          }
        });
  }

  @Override
  public void close() {
    nodes.forEach(VotingNode::close);
    gateway.close();
  }
}
