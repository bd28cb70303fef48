package io.iplive.notifier.delivery;

import io.iplive.notifier.delivery.Answer.Accepted;
import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Answer.Deferred;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Held;
import io.iplive.notifier.delivery.Answer.Refused;
import io.iplive.notifier.delivery.Answer.Withheld;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.DeliveryId;
import java.time.Duration;

/**
 * When attempts are repeated (contracts/delivery.md, "Policy").
 *
 * @param legacyPause between the two attempts of the seed's policy
 * @param firstPause after the first attempt of the durable one; doubled each time
 * @param longestPause bound of the doubling
 * @param horizon age at which the durable policy gives up
 */
public record Policy(
    Duration legacyPause, Duration firstPause, Duration longestPause, Duration horizon) {

  private static final int LEGACY_ATTEMPTS = 2;
  private static final int SURE_ATTEMPTS = 4;
  private static final int MOST_DOUBLINGS = 20;
  private static final int CUTS = 64;

  /** The contract's: a repeat after 2 s; from 5 s to an hour, for a day. */
  public static Policy standard() {
    return new Policy(
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(24));
  }

  /** This policy with another pause between the seed's two attempts. */
  public Policy withLegacyPause(Duration pause) {
    return new Policy(pause, firstPause, longestPause, horizon);
  }

  /** This policy with another first pause of the durable one. */
  public Policy withFirstPause(Duration pause) {
    return new Policy(legacyPause, pause, longestPause, horizon);
  }

  /**
   * What follows from an attempt's answer.
   *
   * @param made attempts made, this one included
   * @param age of the delivery
   */
  public Next after(Repeats repeats, DeliveryId id, int made, Duration age, Answer answer) {
    return switch (answer) {
      case Answered(int code, _) when delivers(repeats, code) -> new Next.Delivered();
      // A receiver's two attempts are not used up by keys that are missing here.
      case Failed(var failure, _) when failure.isOurs() -> again(Repeats.DURABLE, id, made, age);
      case Answered _, Failed _ -> again(repeats, id, made, age);
      case Accepted _ -> new Next.Delivered();
      case Refused _ -> new Next.GivenUp();
      case Deferred(_, _, Duration pause) -> {
        // It may be old because its channel was held: it gets its attempts all the same.
        Duration counted = made < SURE_ATTEMPTS ? Duration.ZERO : age;
        Next next = again(Repeats.DURABLE, id, made, counted);
        yield next instanceof Next.Repeat && pause != null
            ? new Next.Repeat(pause.compareTo(longestPause) > 0 ? longestPause : pause)
            : next;
      }
      case Held(_, _, Duration pause) -> new Next.Held(pause);
      case Withheld(String why) -> new Next.Dropped(why);
    };
  }

  private Next again(Repeats repeats, DeliveryId id, int made, Duration age) {
    return switch (repeats) {
      case LEGACY -> made < LEGACY_ATTEMPTS ? new Next.Repeat(legacyPause) : new Next.GivenUp();
      case DURABLE -> {
        Duration pause = backOff(id, made);
        yield age.plus(pause).compareTo(horizon) > 0 ? new Next.GivenUp() : new Next.Repeat(pause);
      }
    };
  }

  private static boolean delivers(Repeats repeats, int code) {
    return switch (repeats) {
      case LEGACY -> code == 200;
      case DURABLE -> code >= 200 && code < 300;
    };
  }

  /** Doubled each time, then cut by up to a quarter; the cut follows from the delivery's id. */
  private Duration backOff(DeliveryId id, int made) {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(made - 1, MOST_DOUBLINGS));
    Duration bounded = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    return bounded.minus(bounded.multipliedBy(id.digit(made)).dividedBy(CUTS));
  }
}
