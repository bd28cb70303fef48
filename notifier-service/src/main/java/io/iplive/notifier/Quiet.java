package io.iplive.notifier;

import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Routed;
import io.iplive.notifier.routing.Settlement;
import io.iplive.notifier.routing.SilenceRouting;
import io.iplive.notifier.routing.Silences;
import io.iplive.notifier.routing.Surroundings;
import io.iplive.notifier.silence.Circumstances;
import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Silencing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at silent outages, and reminds of those that are not. */
final class Quiet {

  private final Directory directory;
  private final Silences silences;
  private final OutageJournal journal;
  private final InstantSource clock;

  Quiet(Directory directory, Silences silences, OutageJournal journal, InstantSource clock) {
    this.directory = directory;
    this.silences = silences;
    this.journal = journal;
    this.clock = clock;
  }

  /** Looks at those that are due; how many there were. */
  int look(int most) {
    List<Held> due = silences.due(most);
    if (due.isEmpty()) {
      return 0;
    }
    Map<Long, Long> monitorIds = new HashMap<>();
    due.forEach(held -> monitorIds.put(held.outage().targetId(), held.outage().monitorId()));
    Map<Long, Monitor> monitors = monitors(monitorIds);
    Map<Long, Circumstances> around = new Surroundings(directory, silences).of(monitors);
    Map<Long, List<Contact>> contacts = contacts(monitors.values());
    Instant now = clock.instant();
    List<Settlement> settlements = new ArrayList<>();
    for (Held held : due) {
      long target = held.outage().targetId();
      Monitor monitor = monitors.get(target);
      settlements.add(
          monitor == null
              ? new Settlement.Told(held, List.of(new Routed.Lifted(held.outage().outageId())))
              : SilenceRouting.settled(
                  held,
                  monitor,
                  contacts.getOrDefault(monitor.accountId(), List.of()),
                  around.getOrDefault(target, Circumstances.NONE),
                  now));
    }
    journal.settle(settlements);
    return due.size();
  }

  /** Records the reminders that are due and not silenced; whether any were due. */
  boolean remind(int most) {
    Map<Long, Long> due = journal.remindable(most);
    Map<Long, Circumstances> around = new Surroundings(directory, silences).of(monitors(due));
    Instant now = clock.instant();
    Set<Long> quiet =
        around.entrySet().stream()
            .filter(target -> Silencing.pausesReminders(target.getValue(), now))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return journal.remind(due.keySet(), quiet) > 0;
  }

  private Map<Long, Monitor> monitors(Map<Long, Long> byTarget) {
    if (byTarget.isEmpty()) {
      return Map.of();
    }
    Map<Long, Subscription> known = directory.subscriptions(Set.copyOf(byTarget.values()));
    Map<Long, Monitor> monitors = new HashMap<>();
    byTarget.forEach((target, id) -> {
      Subscription subscription = known.get(id);
      if (subscription != null) {
        monitors.put(target, subscription.monitor());
      }
    });
    return monitors;
  }

  private Map<Long, List<Contact>> contacts(Collection<Monitor> monitors) {
    return directory.contactsOfAccounts(
        monitors.stream().map(Monitor::accountId).collect(Collectors.toSet()));
  }
}
