package io.iplive.gateway.login;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stops whoever guesses passwords (contracts/monitorus.md, "Transport"): 10 wrong ones in 5 minutes
 * of one address for one user, or 50 of one address, and for 15 minutes none is looked at. It knows
 * only what this replica saw.
 */
public final class LoginGuard {

  static final int MOST_OF_USER = 10;
  static final int MOST_OF_ADDRESS = 50;
  static final Duration WINDOW = Duration.ofMinutes(5);
  static final Duration LOCK = Duration.ofMinutes(15);

  /** Sources remembered at most; the ones that were wrong longest ago are forgotten first. */
  private static final int MOST_SOURCES = 20_000;

  private static final Wrong NONE = new Wrong(List.of(), null);

  private final LinkedHashMap<Source, Wrong> wrong = new LinkedHashMap<>();

  /** Whose wrong passwords are counted together; user is empty for a whole address. */
  private record Source(String address, String user) {}

  /**
   * When the last wrong passwords were shown, oldest first.
   *
   * @param locked since when there were too many; null: there are not
   */
  private record Wrong(List<Instant> shown, @Nullable Instant locked) {

    Optional<Duration> left(Instant now) {
      return Optional.ofNullable(locked)
          .map(at -> Duration.between(now, at.plus(LOCK)))
          .filter(Duration::isPositive);
    }
  }

  /** How long this user has to wait at this address; empty when it may try. */
  public synchronized Optional<Duration> waitOfUser(String address, String user, Instant now) {
    return waitOf(new Source(address, user), now);
  }

  /** How long everybody has to wait at this address, but who is known there. */
  public synchronized Optional<Duration> waitOfAddress(String address, Instant now) {
    return waitOf(new Source(address, ""), now);
  }

  private Optional<Duration> waitOf(Source source, Instant now) {
    return Optional.ofNullable(wrong.get(source)).flatMap(seen -> seen.left(now));
  }

  /** Counts a wrong password. */
  public synchronized void wrong(String address, String user, Instant now) {
    count(new Source(address, user), MOST_OF_USER, now);
    count(new Source(address, ""), MOST_OF_ADDRESS, now);
    while (wrong.size() > MOST_SOURCES) {
      wrong.pollFirstEntry();
    }
  }

  private void count(Source source, int most, Instant now) {
    Wrong seen = wrong.getOrDefault(source, NONE);
    List<Instant> shown =
        Stream.concat(seen.shown().stream(), Stream.of(now))
            .skip(Math.max(0, seen.shown().size() + 1 - most))
            .filter(at -> now.isBefore(at.plus(WINDOW)))
            .toList();
    Instant before = seen.left(now).isPresent() ? seen.locked() : null;
    Instant locked = shown.size() == most ? now : before;
    wrong.remove(source);
    wrong.putLast(source, new Wrong(shown, locked));
  }

  /** Forgets a user's wrong passwords at an address where the right one was shown. */
  public synchronized void right(String address, String user) {
    wrong.remove(new Source(address, user));
  }

  synchronized int sources() {
    return wrong.size();
  }
}
