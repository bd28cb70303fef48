package io.iplive.gateway.ledger.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Caller;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.ledger.Money;
import io.iplive.gateway.ledger.Purse;
import io.iplive.gateway.ledger.Terms;
import io.iplive.gateway.task.TaskDirectory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code user_stat}: balance, prices, counts, and how long the balance will last. */
public final class UserStat implements Action {

  private static final Duration DAY = Duration.ofDays(1);

  /** A few charges of the first minutes are no measure. */
  private static final Duration SHORTEST = Duration.ofHours(1);

  private final Ledger ledger;
  private final TaskDirectory tasks;

  public UserStat(Ledger ledger, TaskDirectory tasks) {
    this.ledger = ledger;
    this.tasks = tasks;
  }

  private record Prices(String check, String sms) {}

  private record Stat(
      String user,
      int enabled,
      String balance,
      String currency,
      String lowMark,
      long tasksTotal,
      long tasksEnabled,
      @Nullable BigDecimal daysLeft,
      Prices prices)
      implements Answer {}

  @Override
  public String name() {
    return "user_stat";
  }

  @Override
  public Result perform(ActionCall call) {
    return call.inputs().answer(() -> new Result.Done(stat(call.caller(), call.at())));
  }

  private Stat stat(Caller caller, Instant now) {
    AccountId account = caller.account();
    Terms terms = ledger.terms(account);
    Money balance = ledger.purse(account).map(Purse::balance).orElse(Money.ZERO);
    TaskDirectory.Count count = tasks.count(account);
    boolean enabled = caller.standing() instanceof Standing.Active;
    return new Stat(
        caller.user(),
        enabled ? 1 : 0,
        balance.text(),
        terms.currency(),
        terms.lowMark().text(),
        count.all(),
        enabled ? count.running() : 0,
        ledger
            .spent(account, now.minus(DAY))
            .map(spent -> daysLeft(balance, spent, now))
            .orElse(null),
        new Prices(terms.check().text(), terms.sms().text()));
  }

  /** At the cost of the last 24 hours; who pays for less long is taken to go on like that. */
  static BigDecimal daysLeft(Money balance, Ledger.Spent spent, Instant now) {
    Duration paid = Duration.between(spent.first(), now);
    Duration span = paid.compareTo(SHORTEST) < 0 ? SHORTEST : paid;
    return BigDecimal.valueOf(Math.max(0, balance.micros()))
        .multiply(BigDecimal.valueOf(span.toSeconds()))
        .divide(
            BigDecimal.valueOf(spent.amount().micros())
                .multiply(BigDecimal.valueOf(DAY.toSeconds())),
            1,
            RoundingMode.DOWN);
  }
}
