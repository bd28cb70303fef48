package io.iplive.scheduler.node;

/**
 * How many nodes are asked and how many of them must see a target down.
 *
 * @param nodes at most this many; {@link #ALL}: every live one
 * @param votes of {@code nodes}; {@link #ALL}: every asked one
 */
public record Level(int nodes, int votes) {

  /** No bound. */
  public static final int ALL = Integer.MAX_VALUE;

  /** Refuses a level that could never, or always, be met. */
  public Level {
    if (nodes < 1 || votes < 1 || votes > nodes) {
      throw new IllegalArgumentException(
          "level %d/%d, allowed nodes from 1 and votes 1..nodes".formatted(nodes, votes));
    }
  }

  /** Reads {@code 3/2}, {@code all/all} or {@code 4/all}. */
  public static Level parse(String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("level '%s', allowed nodes/votes".formatted(text));
    }
    int nodes = number(parts[0], text);
    int votes = number(parts[1], text);
    return new Level(nodes, votes == ALL ? nodes : votes);
  }

  /** Votes needed when only {@code asked} nodes could be asked, in proportion, rounded up. */
  int votesOf(int asked) {
    return votes == nodes ? asked : Math.toIntExact(Math.ceilDiv((long) votes * asked, nodes));
  }

  private static int number(String part, String text) {
    if (part.strip().equals("all")) {
      return ALL;
    }
    try {
      return Integer.parseInt(part.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "level '%s', allowed nodes/votes, each a number or 'all'".formatted(text), e);
    }
  }
}
