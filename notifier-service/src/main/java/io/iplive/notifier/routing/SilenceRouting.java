package io.iplive.notifier.routing;

import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.silence.Circumstances;
import io.iplive.notifier.silence.Held;
import io.iplive.notifier.silence.Reason;
import io.iplive.notifier.silence.Silencing;
import io.iplive.notifier.silence.Silencing.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who hears of an outage, if it is told at all. */
public final class SilenceRouting {

  private SilenceRouting() {}

  /**
   * What follows from an outage event.
   *
   * @param around what may silence the target
   * @param held the outage as it was silenced; null: it was not, or it was told since
   */
  public static List<Routed> routed(
      OutageFact fact,
      Monitor monitor,
      List<Contact> contacts,
      Circumstances around,
      @Nullable Held held) {
    List<Routed> routed = new ArrayList<>();
    switch (fact.message()) {
      case OutageOpened(var outage) -> {
        routed.add(new Routed.Began(outage));
        Optional<Held> silent = silenced(fact, monitor, around);
        silent.ifPresentOrElse(
            quiet -> routed.add(new Routed.Silenced(quiet)),
            () -> routed.addAll(OutageRouting.routed(fact, monitor, contacts)));
      }
      case OutageClosed(var outage, long closedAt, _) -> {
        Instant at = Instant.ofEpochSecond(closedAt);
        routed.add(new Routed.Over(outage, at));
        List<Routed> told = OutageRouting.routed(fact, monitor, contacts);
        Optional<Reason> never = held == null ? Optional.empty() : never(held, around, at);
        if (never.isPresent()) {
          routed.add(new Routed.Untold(outage, never.get(), told));
        } else {
          if (held != null) {
            routed.addAll(beginning(held, monitor, contacts));
          }
          routed.addAll(told);
        }
      }
      case OutageReminder _ -> throw new IllegalArgumentException("Reminders are no facts");
    }
    return routed;
  }

  /** The outage as it is silenced when it opens; empty: it is told. */
  static Optional<Held> silenced(OutageFact fact, Monitor monitor, Circumstances around) {
    return Silencing.atOpening(fact.at(), around.windows(), monitor.parentId() != null)
        .map(silence ->
            new Held(
                fact.eventId(),
                fact.message().outage(),
                monitor.accountId(),
                fact.at(),
                silence.reason(),
                silence.until(),
                false));
  }

  private static Optional<Reason> never(Held held, Circumstances around, Instant closedAt) {
    return held.over() ? Optional.of(held.reason()) : Silencing.atClosing(held, around, closedAt);
  }

  private static List<Routed> beginning(Held held, Monitor monitor, List<Contact> contacts) {
    List<Routed> routed = new ArrayList<>();
    routed.add(new Routed.Lifted(held.outage().outageId()));
    OutageFact opened =
        new OutageFact(held.eventId(), new OutageOpened(held.outage()), held.openedAt());
    routed.addAll(OutageRouting.routed(opened, monitor, contacts));
    return routed;
  }

  /** What becomes now of an outage that is silent and goes on. */
  public static Settlement settled(
      Held held, Monitor monitor, List<Contact> contacts, Circumstances around, Instant now) {
    return switch (Silencing.of(held.outage(), held.openedAt(), around, now)) {
      case Verdict.Tell() -> new Settlement.Told(held, beginning(held, monitor, contacts));
      case Verdict.Silence silence -> new Settlement.Quiet(held, silence);
    };
  }
}
