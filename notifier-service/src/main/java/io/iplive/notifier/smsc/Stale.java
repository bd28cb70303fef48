package io.iplive.notifier.smsc;

import io.iplive.notifier.delivery.Delivery;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.OfOutage;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of SMS that were held too long: those of an outage that has ended are dropped, the
 * others of one contact are merged into one.
 */
public final class Stale {

  private Stale() {}

  /**
   * What to do.
   *
   * @param ended deliveries of outages that have ended
   * @param merges a text, and the deliveries it replaces
   */
  public record Settlement(List<Long> ended, List<Merge> merges) {

    public boolean isEmpty() {
      return ended.isEmpty() && merges.isEmpty();
    }
  }

  /**
   * Several deliveries as one.
   *
   * @param carrier the delivery that is sent, with the text
   * @param others those that are not
   */
  public record Merge(long carrier, String text, List<Long> others) {}

  /**
   * Settles what waits.
   *
   * @param waiting deliveries of contacts that have waited too long, a contact's in its order
   * @param over outages that have ended; not every contact is told of an end
   * @param digest makes one text of the deliveries of a contact; null: it cannot be told any more
   */
  public static Settlement settle(
      List<Delivery> waiting, Set<Long> over, Function<List<Delivery>, @Nullable String> digest) {
    Map<Long, List<Delivery>> byContact = new LinkedHashMap<>();
    for (Delivery delivery : waiting) {
      if (untouched(delivery)) {
        byContact
            .computeIfAbsent(delivery.content().lane().receiverId(), _ -> new ArrayList<>())
            .add(delivery);
      }
    }
    List<Long> dropped = new ArrayList<>();
    List<Merge> merges = new ArrayList<>();
    for (List<Delivery> own : byContact.values()) {
      List<Delivery> left = withoutEnded(own, over, dropped);
      String text = left.size() < 2 ? null : digest.apply(left);
      if (text != null) {
        List<Long> others = left.stream().skip(1).map(Delivery::number).toList();
        merges.add(new Merge(left.getFirst().number(), text, others));
      }
    }
    return new Settlement(dropped, merges);
  }

  /** One that was attempted may be at the phone already, and must end as it is. */
  private static boolean untouched(Delivery delivery) {
    return delivery.text() == null
        && delivery.attempts() == 0
        && delivery.content().message() instanceof OfOutage;
  }

  /** The end of one that is over is told where its beginning was; a reminder is a beginning. */
  private static List<Delivery> withoutEnded(
      List<Delivery> own, Set<Long> over, List<Long> dropped) {
    Set<Long> opened = outages(own, OutageOpened.class);
    Set<Long> ended = outages(own, OutageClosed.class);
    ended.addAll(over);
    List<Delivery> left = new ArrayList<>();
    Set<Long> reminded = new HashSet<>(opened);
    for (Delivery delivery : own) {
      long outage = outage(delivery);
      boolean past = ended.contains(outage);
      boolean keeps =
          switch (delivery.content().message()) {
            case OutageOpened _ -> !past;
            case OutageClosed _ -> !opened.contains(outage);
            case OutageReminder _ -> !past && reminded.add(outage);
            case Message _ -> true;
          };
      if (keeps) {
        left.add(delivery);
      } else {
        dropped.add(delivery.number());
      }
    }
    return left;
  }

  private static Set<Long> outages(List<Delivery> own, Class<? extends OfOutage> kind) {
    Set<Long> outages = new HashSet<>();
    for (Delivery delivery : own) {
      if (kind.isInstance(delivery.content().message())) {
        outages.add(outage(delivery));
      }
    }
    return outages;
  }

  private static long outage(Delivery delivery) {
    return delivery.content().message() instanceof OfOutage ofOutage
        ? ofOutage.outage().outageId()
        : 0;
  }
}
