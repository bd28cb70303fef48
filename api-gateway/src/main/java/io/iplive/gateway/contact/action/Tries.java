package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.contact.Contact.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * How often an account may try its contacts: a test reaches somebody who need not have asked for
 * it, and a message costs. It knows only what this replica did.
 */
final class Tries {

  static final Duration WINDOW = Duration.ofMinutes(10);
  static final int MOST_CALLS = 120;
  static final int MOST_MESSAGES = 20;
  static final int MOST_AT_ONCE = 4;

  /** Accounts remembered at most; those that tried longest ago are forgotten first. */
  private static final int MOST_ACCOUNTS = 10_000;

  private final LinkedHashMap<AccountId, Recent> recent = new LinkedHashMap<>();

  private static final class Recent {
    private final ArrayDeque<Instant> calls = new ArrayDeque<>();
    private final ArrayDeque<Instant> messages = new ArrayDeque<>();
    private int underWay;

    ArrayDeque<Instant> of(Channel channel) {
      return channel.signs() ? calls : messages;
    }
  }

  /** Begins one, which {@link #end} has to follow; or how long to wait before the next. */
  synchronized Optional<Duration> begin(AccountId account, Channel channel, Instant now) {
    Recent own = recent.remove(account);
    own = own == null ? new Recent() : own;
    recent.putLast(account, own);
    while (recent.size() > MOST_ACCOUNTS) {
      recent.pollFirstEntry();
    }
    ArrayDeque<Instant> times = own.of(channel);
    while (!times.isEmpty() && !now.isBefore(times.getFirst().plus(WINDOW))) {
      times.removeFirst();
    }
    if (times.size() >= (channel.signs() ? MOST_CALLS : MOST_MESSAGES)) {
      return Optional.of(Duration.between(now, times.getFirst().plus(WINDOW)));
    }
    if (own.underWay >= MOST_AT_ONCE) {
      return Optional.of(Duration.ofSeconds(1));
    }
    times.addLast(now);
    own.underWay++;
    return Optional.empty();
  }

  synchronized void end(AccountId account) {
    Recent own = recent.get(account);
    if (own != null && own.underWay > 0) {
      own.underWay--;
    }
  }
}
