package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.RoundRecords;
import io.iplive.notifier.delivery.RoundRecords.ChangeOffer;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.directory.Subscriptions;
import io.iplive.notifier.message.Message.RoundTold;
import io.iplive.notifier.message.RoundResult;
import io.iplive.notifier.round.PendingRound;
import io.iplive.notifier.round.RoundSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what becomes of each closed round: a callback that may be conflated, a delivery of the
 * journal, or nothing. Used by one thread.
 *
 * <p>A round whose monitor is not in the directory yet is parked, and with it every later round of
 * that monitor, until the directory has it or patience ends.
 */
public final class RoundDispatcher implements RoundSink {

  private static final Duration REVISIT_EVERY = Duration.ofMillis(200);

  private final Subscriptions directory;
  private final RoundRecords journal;
  private final CallbackLanes lanes;
  private final DeliveryMeters meters;
  private final Runnable recorded;
  private final Duration patience;

  private final Map<Long, Parked> parked = new LinkedHashMap<>();
  private long revisitedAt;

  /**
   * A dispatcher.
   *
   * @param recorded called when the journal has something new
   * @param patience how long a round waits for its monitor to become known
   */
  public RoundDispatcher(
      Subscriptions directory,
      RoundRecords journal,
      CallbackLanes lanes,
      DeliveryMeters meters,
      Runnable recorded,
      Duration patience) {
    this.directory = directory;
    this.journal = journal;
    this.lanes = lanes;
    this.meters = meters;
    this.recorded = recorded;
    this.patience = patience;
  }

  /** Rounds of a monitor that is not known. */
  private record Parked(long since, List<PendingRound> rounds) {}

  /** What was found out about a batch. */
  private record Sorted(
      List<PendingRound> unknown,
      List<PendingRound> nobody,
      List<PendingRound> changed,
      List<ChangeOffer> changes,
      List<RoundCallback> callbacks) {

    static Sorted empty() {
      return new Sorted(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }
  }

  @Override
  public void take(List<PendingRound> rounds) {
    List<Long> monitors =
        rounds.stream()
            .map(pending -> pending.round().monitorId())
            .filter(monitor -> !parked.containsKey(monitor))
            .distinct()
            .toList();
    take(rounds, monitors.isEmpty() ? Map.of() : directory.subscriptions(monitors));
  }

  private void take(List<PendingRound> rounds, Map<Long, Subscription> known) {
    long knownAt = System.nanoTime();
    Sorted sorted = Sorted.empty();
    for (PendingRound pending : rounds) {
      Subscription subscription = known.get(pending.round().monitorId());
      if (subscription == null) {
        sorted.unknown().add(pending);
      } else {
        sort(pending, subscription, knownAt, sorted);
      }
    }
    if (!sorted.changes().isEmpty()) {
      journal.recordChanges(sorted.changes());
      recorded.run();
    }
    // Nothing below can fail: a batch is taken as a whole or not at all.
    sorted.unknown().forEach(this::park);
    sorted.nobody().forEach(pending -> pending.done().run());
    sorted.changed().forEach(pending -> pending.done().run());
    sorted.callbacks().forEach(lanes::offer);
  }

  private void sort(PendingRound pending, Subscription subscription, long knownAt, Sorted sorted) {
    Optional<String> silent = RoundCallback.silence(subscription);
    App app = subscription.app();
    Monitor monitor = subscription.monitor();
    if (silent.isPresent() || app == null || monitor.groupId() == null) {
      meters.dropped(silent.orElse("no_callback"));
      sorted.nobody().add(pending);
      return;
    }
    Optional<RoundTold> result =
        RoundResult.of(monitor.groupId(), pending.round(), app.includeInconclusive());
    if (result.isEmpty()) {
      sorted.nobody().add(pending);
      return;
    }
    NewDelivery delivery =
        new NewDelivery(
            pending.round().eventId(),
            app.accountId(),
            Lane.toApp(app.appId(), monitor.monitorId()),
            result.get(),
            app.onChange() ? Repeats.DURABLE : Repeats.LEGACY,
            null);
    if (app.onChange()) {
      sorted.changed().add(pending);
      sorted.changes().add(new ChangeOffer(pending.round(), delivery));
    } else {
      sorted.callbacks().add(new RoundCallback(pending, delivery, result.get(), app, knownAt));
    }
  }

  private void park(PendingRound pending) {
    parked
        .computeIfAbsent(
            pending.round().monitorId(), _ -> new Parked(System.nanoTime(), new ArrayList<>()))
        .rounds()
        .add(pending);
  }

  @Override
  public void revisit() {
    long now = System.nanoTime();
    if (parked.isEmpty() || now - revisitedAt < REVISIT_EVERY.toNanos()) {
      return;
    }
    revisitedAt = now;
    Map<Long, Subscription> known = directory.subscriptions(List.copyOf(parked.keySet()));
    List<PendingRound> found =
        known.keySet().stream()
            .flatMap(monitor -> {
              Parked waiting = parked.get(monitor);
              return waiting == null ? null : waiting.rounds().stream();
            })
            .toList();
    take(found, known);
    known.keySet().forEach(parked::remove);
    dropUnknown(now);
  }

  private void dropUnknown(long now) {
    Iterator<Parked> left = parked.values().iterator();
    while (left.hasNext()) {
      Parked waiting = left.next();
      if (now - waiting.since() > patience.toNanos()) {
        left.remove();
        waiting
            .rounds()
            .forEach(pending -> {
              meters.dropped("unknown");
              pending.done().run();
            });
      }
    }
  }
}
