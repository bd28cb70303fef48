package io.iplive.gateway.history;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in the events of outages: the next one of each part they are written in. It stays true
 * when the events are projected anew, and when the topic itself is made anew.
 */
public record Cursor(Map<Integer, Long> next) {

  /** Before all events. */
  public static final Cursor START = new Cursor(Map.of());

  private static final Pattern FORM =
      Pattern.compile("[0-9]{1,6}\\.[0-9]{1,18}(?:-[0-9]{1,6}\\.[0-9]{1,18})*");

  public Cursor {
    next = Map.copyOf(next);
  }

  /** What {@link #text()} wrote; empty: it was not that. */
  public static Optional<Cursor> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    Map<Integer, Long> next = new TreeMap<>();
    for (String part : text.split("-", -1)) {
      String[] place = part.split("\\.", -1);
      next.put(Integer.valueOf(place[0]), Long.valueOf(place[1]));
    }
    return Optional.of(new Cursor(next));
  }

  /** For the caller, who keeps it unread; empty at the start. */
  public String text() {
    return new TreeMap<>(next)
        .entrySet().stream()
            .map(place -> place.getKey() + "." + place.getValue())
            .collect(Collectors.joining("-"));
  }

  /** The same after an event at that place. */
  public Cursor past(int partition, long offset) {
    Map<Integer, Long> further = new TreeMap<>(next);
    further.merge(partition, offset + 1, Math::max);
    return new Cursor(further);
  }
}
