package io.iplive.gateway.history;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.history.DeliveryFact.Silence;
import io.iplive.gateway.history.OutageFact.End;
import io.iplive.gateway.monitor.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outages there were and are. */
public interface OutageLog {

  /**
   * An outage.
   *
   * @param ref the caller's own id of the task; null: none
   * @param groupId of a record of the iplive API; null: of a task
   * @param recordId of a record of the iplive API
   * @param statusCode HTTP status code received; null: none
   * @param end null: it is open
   * @param silenced why nobody was told when it began; null: whoever is to be was
   */
  record Outage(
      long id,
      TargetId target,
      @Nullable String ref,
      @Nullable Long groupId,
      long recordId,
      Instant since,
      @Nullable Integer statusCode,
      @Nullable End end,
      @Nullable Silence silenced) {}

  /**
   * An outage with all that is known of it.
   *
   * @param failureCode of the published list; null: none
   * @param failureText one sentence on it
   * @param evidence what was seen first; null: nothing was told
   */
  record Detail(
      Outage outage,
      @Nullable Integer failureCode,
      @Nullable String failureText,
      @Nullable Evidence evidence) {}

  /** Some outages of very many. */
  record Page(long total, List<Outage> outages) {}

  /** What happened to an outage; of what was opened, the end is what is known of it now. */
  record Event(boolean opened, Outage outage) {}

  /** Some events, and where to go on. */
  record Events(List<Event> events, Cursor next) {}

  /**
   * Outages of tasks that overlap a range, newest first.
   *
   * @param task null: of all tasks
   */
  Page overlapping(
      AccountId account, @Nullable TargetId task, Instant from, Instant to, long skip, int most);

  /** An outage of an account, of a task or of a record of its apps. */
  Optional<Detail> one(AccountId account, long outageId);

  /** How many outages of a target overlap a range. */
  long count(TargetId target, Instant from, Instant to);

  /**
   * How long a target was down in maintenances: in outages that began in one, until they ended or
   * were told.
   */
  Duration expected(TargetId target, Instant from, Instant to);

  /** Events of an account in an order that keeps those of a target in theirs. */
  Events events(AccountId account, Cursor after, int most);
}
