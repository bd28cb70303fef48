package io.iplive.notifier.routing;

import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.maintenance.Window;
import io.iplive.notifier.routing.Silences.Standing;
import io.iplive.notifier.silence.Circumstances;
import io.iplive.notifier.silence.Circumstances.Parent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out what may silence outages; a parent that is not watched silences nothing. */
public record Surroundings(Directory directory, Silences silences) {

  private static final Standing UNHEARD_OF = new Standing(false, null);

  /** The circumstances of targets. */
  public Map<Long, Circumstances> of(Map<Long, Monitor> monitorsByTarget) {
    if (monitorsByTarget.isEmpty()) {
      return Map.of();
    }
    Map<Long, List<Window>> windows = directory.windows(monitorsByTarget.keySet());
    Map<Long, Parent> parents = parents(monitorsByTarget.values());
    Map<Long, Circumstances> found = HashMap.newHashMap(monitorsByTarget.size());
    monitorsByTarget.forEach((target, monitor) ->
        found.put(
            target,
            new Circumstances(
                windows.getOrDefault(target, List.of()),
                parent(monitor, parents),
                monitor.watch().recovery())));
    return found;
  }

  private Map<Long, Parent> parents(Collection<Monitor> monitors) {
    List<Long> ids =
        monitors.stream().map(Monitor::parentId).filter(Objects::nonNull).distinct().toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<Long, Standing> standings = silences.standings(ids);
    Map<Long, Parent> parents = new HashMap<>();
    for (Subscription known : directory.subscriptions(ids).values()) {
      Monitor parent = known.monitor();
      if (parent.active()) {
        Standing standing = standings.getOrDefault(parent.monitorId(), UNHEARD_OF);
        parents.put(
            parent.monitorId(),
            new Parent(parent.watch().detection(), standing.down(), standing.backAt()));
      }
    }
    return parents;
  }

  private static @Nullable Parent parent(Monitor monitor, Map<Long, Parent> parents) {
    Long id = monitor.parentId();
    return id == null ? null : parents.get(id);
  }
}
