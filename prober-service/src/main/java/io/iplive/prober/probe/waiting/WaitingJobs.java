package io.iplive.prober.probe.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Jobs on their way to a place, fair by account: of the due ones the account with the fewest
 * running is first, and no account takes more than four times what it leaves free. So one with ten
 * thousand targets that hang delays nobody else. Not safe for several threads.
 *
 * @param <J> what a job is
 */
public final class WaitingJobs<J> {

  /**
   * An account alone takes four fifths of all places, two take four ninths each; there is always a
   * place for the next.
   */
  private static final long SHARE = 4;

  private final int places;
  private final PriorityQueue<Waiting<J>> early =
      new PriorityQueue<>(Comparator.comparing((Waiting<J> waiting) -> waiting.dueAt()));
  private final Map<Long, Account<J>> accounts = new HashMap<>();
  private final TreeSet<Account<J>> ready =
      new TreeSet<>(
          Comparator.comparingInt((Account<J> account) -> account.running)
              .thenComparing(Account::oldest)
              .thenComparingLong(account -> account.id));
  private int running;
  private int size;

  /** A job, whose it is, and when it may start. */
  public record Waiting<J>(J job, long account, Instant dueAt, Instant startBy) {}

  private static final class Account<J> {

    private final long id;
    private final PriorityQueue<Waiting<J>> due =
        new PriorityQueue<>(Comparator.comparing((Waiting<J> waiting) -> waiting.dueAt()));
    private int running;

    Account(long id) {
      this.id = id;
    }

    Instant oldest() {
      Waiting<J> head = due.peek();
      return head == null ? Instant.MAX : head.dueAt();
    }
  }

  public WaitingJobs(int places) {
    this.places = places;
  }

  public void add(Waiting<J> waiting) {
    early.add(waiting);
    size++;
  }

  /**
   * Takes the next job that may start now; it counts as running.
   *
   * @param expired told of each that came past its last start
   * @return null: none may start now
   */
  public @Nullable Waiting<J> next(Instant now, Consumer<? super J> expired) {
    wake(now);
    for (Account<J> account = ready.pollFirst(); account != null; account = ready.pollFirst()) {
      drop(account, now, expired);
      Waiting<J> found = account.due.isEmpty() || !mayStart(account) ? null : take(account);
      boolean full = found == null && !account.due.isEmpty();
      keep(account);
      if (found != null) {
        return found;
      }
      if (full) {
        // The others have more running still, and wait too.
        dropAll(now, expired);
        return null;
      }
    }
    return null;
  }

  private Waiting<J> take(Account<J> account) {
    size--;
    running++;
    account.running++;
    return account.due.remove();
  }

  private void dropAll(Instant now, Consumer<? super J> expired) {
    for (Account<J> account : List.copyOf(ready)) {
      ready.remove(account);
      drop(account, now, expired);
      keep(account);
    }
  }

  private void wake(Instant now) {
    for (Waiting<J> head = early.peek();
        head != null && !head.dueAt().isAfter(now);
        head = early.peek()) {
      early.remove();
      Account<J> account = accounts.computeIfAbsent(head.account(), Account::new);
      ready.remove(account);
      account.due.add(head);
      ready.add(account);
    }
  }

  private void drop(Account<J> account, Instant now, Consumer<? super J> expired) {
    for (Waiting<J> head = account.due.peek();
        head != null && now.isAfter(head.startBy());
        head = account.due.peek()) {
      account.due.remove();
      size--;
      expired.accept(head.job());
    }
  }

  private boolean mayStart(Account<J> account) {
    long free = (long) places - running;
    return account.running < SHARE * free;
  }

  private void keep(Account<J> account) {
    if (!account.due.isEmpty()) {
      ready.add(account);
    } else if (account.running == 0) {
      accounts.remove(account.id);
    }
  }

  /** A place is taken by something that never waited. */
  public void occupy(long id) {
    Account<J> account = accounts.computeIfAbsent(id, Account::new);
    ready.remove(account);
    account.running++;
    running++;
    keep(account);
  }

  /** A job of the account has ended. */
  public void ended(long id) {
    Account<J> account = accounts.get(id);
    if (account == null || account.running == 0) {
      throw new IllegalStateException("No job of account %d runs".formatted(id));
    }
    ready.remove(account);
    account.running--;
    running--;
    keep(account);
  }

  /** Forgets jobs that have not started. */
  public void removeIf(Predicate<? super J> unwanted) {
    early.removeIf(waiting -> unwanted.test(waiting.job()));
    for (Account<J> account : new ArrayList<>(accounts.values())) {
      ready.remove(account);
      account.due.removeIf(waiting -> unwanted.test(waiting.job()));
      keep(account);
    }
    size = early.size() + accounts.values().stream().mapToInt(account -> account.due.size()).sum();
  }

  /** When the next is due that is not due yet; null: none waits for its time. */
  public @Nullable Instant nextDue() {
    Waiting<J> head = early.peek();
    return head == null ? null : head.dueAt();
  }

  /** Jobs that have not started. */
  public int size() {
    return size;
  }

  /** Jobs that have started and not ended. */
  public int running() {
    return running;
  }
}
