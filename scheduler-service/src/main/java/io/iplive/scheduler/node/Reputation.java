package io.iplive.scheduler.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What others make of a node that finds nothing wrong with itself. A minority can be sick; what
 * befalls half of all nodes is our own fault, or everybody's, and says nothing of any.
 */
public final class Reputation {

  /** Older words say nothing: a node that is asked no more is given another chance. */
  static final Duration FRESH = Duration.ofSeconds(90);

  private static final int FEWEST = 10;

  private Reputation() {}

  /**
   * The nodes, without those that were silent in over half of their asks; those that most often
   * contradicted the others, on at least ten targets, are suspect.
   */
  public static List<Node> judged(List<Node> nodes, Collection<Conduct> conducts, Instant now) {
    Map<Long, Conduct> known =
        conducts.stream()
            .filter(conduct -> conduct.until().plus(FRESH).isAfter(now))
            .collect(Collectors.toMap(Conduct::nodeId, conduct -> conduct, Conduct::and));
    Set<Long> silent = minority(nodes, known, Reputation::isSilent);
    Set<Long> contrary = minority(nodes, known, Reputation::isContrary);
    return nodes.stream()
        .filter(node -> !silent.contains(node.id()))
        .map(node -> new Node(node.id(), node.suspect() || contrary.contains(node.id())))
        .toList();
  }

  private static boolean isSilent(Conduct conduct) {
    return conduct.silent() >= FEWEST && conduct.silent() > conduct.heard();
  }

  private static boolean isContrary(Conduct conduct) {
    return conduct.targetsAgainst() >= FEWEST && conduct.against() * 2 > conduct.compared();
  }

  private static Set<Long> minority(
      List<Node> nodes, Map<Long, Conduct> known, Predicate<Conduct> bad) {
    Set<Long> found =
        nodes.stream()
            .map(Node::id)
            .filter(id -> known.containsKey(id) && bad.test(known.get(id)))
            .collect(Collectors.toSet());
    return found.size() * 2 < nodes.size() ? found : Set.of();
  }
}
