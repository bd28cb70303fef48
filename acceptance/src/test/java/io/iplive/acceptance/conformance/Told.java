package io.iplive.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.iplive.acceptance.receiver.StrictReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;

/** Rows on calls that are received: each names a check of conformance/receiver.php. */
public final class Told {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String NONE = "none";

  private final Sheet sheet;
  private final StrictReceiver receiver;

  private Told(Sheet sheet, StrictReceiver receiver) {
    this.sheet = sheet;
    this.receiver = receiver;
  }

  /**
   * A row.
   *
   * @param least how many calls it has to have been made at; 0: it must not have been made
   */
  private record Check(String at, String row, String name, int least) {

    static Check of(Sheet.Line line, String above) {
      List<String> cells = line.cells();
      String name = cells.get(1).replace("`", "");
      return new Check(
          line.at(),
          cells.get(0).isEmpty() ? above + ", and" : cells.get(0),
          name,
          cells.get(2).equals(NONE) ? 0 : Integer.parseInt(cells.get(2)));
    }
  }

  /**
   * The tests of {@code conformance/<name>.md}, and that no check is made that it does not list.
   */
  public static DynamicContainer all(String name, StrictReceiver receiver) throws IOException {
    Told told = new Told(Sheet.of(name), receiver);
    List<DynamicNode> nodes = told.nodes();
    nodes.add(dynamicTest("every check has its row", told::rows));
    return dynamicContainer(told.sheet.title(), nodes);
  }

  /** The tests of {@code conformance/<name>.md}. */
  public static DynamicContainer some(String name, StrictReceiver receiver) throws IOException {
    Told told = new Told(Sheet.of(name), receiver);
    return dynamicContainer(told.sheet.title(), told.nodes());
  }

  private List<DynamicNode> nodes() {
    List<DynamicNode> nodes = new ArrayList<>();
    nodes.add(dynamicTest("every call has come", this::await));
    for (Sheet.Section section : sheet.sections()) {
      nodes.add(
          dynamicContainer(
              section.title(),
              checks(section).stream().map(check -> dynamicTest(check.row(), () -> look(check)))));
    }
    return nodes;
  }

  private static List<Check> checks(Sheet.Section section) {
    List<Check> checks = new ArrayList<>();
    for (Sheet.Line line : section.lines()) {
      checks.add(Check.of(line, checks.isEmpty() ? "" : checks.getLast().row()));
    }
    return checks;
  }

  private Stream<Check> all() {
    return sheet.sections().stream().flatMap(section -> checks(section).stream());
  }

  private void await() {
    Awaitility.await("every call has come")
        .pollInSameThread()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Map<String, List<String>> said = receiver.checks();
          assertThat(all().filter(check -> calls(said, check) < check.least())).isEmpty();
        });
  }

  private void look(Check check) throws IOException {
    List<String> said = receiver.checks().getOrDefault(check.name(), List.of());
    if (check.least() == 0) {
      assertThat(said).as(check.at()).isEmpty();
    } else {
      assertThat(said)
          .as(check.at())
          .hasSizeGreaterThanOrEqualTo(check.least())
          .allMatch(String::isEmpty);
    }
  }

  private void rows() throws IOException {
    Set<String> checks = new TreeSet<>(receiver.checks().keySet());
    all().map(Check::name).forEach(checks::remove);
    assertThat(checks).isEmpty();
  }

  private static int calls(Map<String, List<String>> said, Check check) {
    return said.getOrDefault(check.name(), List.of()).size();
  }
}
