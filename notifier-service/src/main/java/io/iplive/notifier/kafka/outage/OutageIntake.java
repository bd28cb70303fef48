package io.iplive.notifier.kafka.outage;

import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.notifier.routing.Routed;
import io.iplive.notifier.routing.SilenceRouting;
import io.iplive.notifier.routing.Silences;
import io.iplive.notifier.routing.Surroundings;
import io.iplive.notifier.silence.Circumstances;
import io.iplive.notifier.silence.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What follows from outage events for whoever is told of them. */
record OutageIntake(Directory directory, Silences silences) {

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
    Map<Long, Circumstances> around = around(facts, monitors);
    Map<Long, Held> held = held(facts);
    List<Routed> routed = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      OutageFact fact = facts.get(i);
      Subscription known = monitors.get(fact.monitorId());
      if (known == null) {
        return new Taken(routed, i);
      }
      Monitor monitor = known.monitor();
      List<Routed> follows =
          SilenceRouting.routed(
              fact,
              monitor,
              contacts.getOrDefault(monitor.accountId(), List.of()),
              around.getOrDefault(fact.targetId(), Circumstances.NONE),
              held.get(fact.message().outage().outageId()));
      follows.forEach(each -> remember(each, held));
      routed.addAll(follows);
    }
    return new Taken(routed, facts.size());
  }

  private Map<Long, Circumstances> around(
      List<OutageFact> facts, Map<Long, Subscription> monitors) {
    Map<Long, Monitor> byTarget = new HashMap<>();
    for (OutageFact fact : facts) {
      Subscription known = monitors.get(fact.monitorId());
      if (known != null) {
        byTarget.put(fact.targetId(), known.monitor());
      }
    }
    return new Surroundings(directory, silences).of(byTarget);
  }

  private Map<Long, Held> held(List<OutageFact> facts) {
    List<Long> closed =
        facts.stream()
            .map(OutageFact::message)
            .filter(OutageClosed.class::isInstance)
            .map(message -> message.outage().outageId())
            .distinct()
            .toList();
    return new HashMap<>(closed.isEmpty() ? Map.of() : silences.untold(closed));
  }

  /** An end that comes in the same batch knows the beginning from it. */
  private static void remember(Routed routed, Map<Long, Held> held) {
    if (routed instanceof Routed.Silenced(Held silent)) {
      held.putIfAbsent(silent.outage().outageId(), silent);
    }
  }
}
