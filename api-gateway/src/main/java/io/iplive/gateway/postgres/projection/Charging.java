package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.ledger.Charge;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Enters charges into the ledger, each once, and into the balances. What is free is not entered; a
 * test account's charges are entered at nothing, so that they stay free when it is none any more.
 */
final class Charging {

  /** Accounts in their order, so that two transactions do not wait for each other. */
  private static final String LOCK =
      """
      select account_id from balance where account_id = any(:accounts)
      order by account_id for update
      """;

  private Charging() {}

  static void charge(Handle handle, Charge.Kind kind, List<Charge> charges) {
    if (charges.isEmpty()) {
      return;
    }
    List<Long> accounts = charges.stream().map(Charge::accountId).toList();
    handle.createQuery(LOCK).bindArray("accounts", Long.class, accounts).mapTo(Long.class).list();
    handle
        .createUpdate(
            """
            with given as (
              select event_id, account_id, quantity,
                     timestamptz 'epoch' + millis * interval '1 millisecond' as at
              from unnest(:ids, :accounts, :millis, :quantities)
                as told (event_id, account_id, millis, quantity)),
            priced as (
              select given.*, case when account.test then 0 else in_force.%1$s end as unit
              from given join account using (account_id)
              join lateral (
                select %1$s from price
                where price.account_id = given.account_id and price.since <= given.at
                order by since desc limit 1) in_force on in_force.%1$s > 0),
            charged as (
              insert into ledger (event_id, account_id, kind, at, quantity, amount)
              select event_id, account_id, :kind, at, quantity, -quantity * unit from priced
              on conflict (event_id) do nothing
              returning account_id, amount)
            insert into balance (account_id, micros)
            select account_id, sum(amount) from charged group by account_id
            on conflict (account_id) do update set micros = balance.micros + excluded.micros
            """
                .formatted(price(kind)))
        .bindArray("ids", String.class, charges.stream().map(Charge::eventId).toList())
        .bindArray("accounts", Long.class, accounts)
        .bindArray("millis", Long.class, charges.stream().map(c -> c.at().toEpochMilli()).toList())
        .bindArray("quantities", Long.class, charges.stream().map(Charge::quantity).toList())
        .bind("kind", kind.name())
        .execute();
  }

  private static String price(Charge.Kind kind) {
    return switch (kind) {
      case CHECKS -> "check_micros";
      case SMS -> "sms_micros";
    };
  }
}
