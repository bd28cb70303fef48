package io.iplive.notifier.kafka.outage;

import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.notifier.routing.OutageRouting;
import io.iplive.notifier.routing.Routed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What follows from outage events for whoever is told of them. */
record OutageIntake(Directory directory) {

  /**
   * What follows from the events before the first of an unknown monitor.
   *
   * @param taken how many events those are
   */
  record Taken(List<Routed> routed, int taken) {}

  Taken take(List<OutageFact> facts) {
    Map<Long, Subscription> monitors =
        directory.subscriptions(facts.stream().map(OutageFact::monitorId).distinct().toList());
    Map<Long, List<Contact>> contacts =
        directory.contactsOfAccounts(
            monitors.values().stream()
                .map(known -> known.monitor().accountId())
                .distinct()
                .toList());
    List<Routed> routed = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      OutageFact fact = facts.get(i);
      Subscription known = monitors.get(fact.monitorId());
      if (known == null) {
        return new Taken(routed, i);
      }
      Monitor monitor = known.monitor();
      routed.addAll(
          OutageRouting.routed(
              fact, monitor, contacts.getOrDefault(monitor.accountId(), List.of())));
    }
    return new Taken(routed, facts.size());
  }
}
