package io.iplive.gateway.postgres.ledger;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.ledger.Money;
import io.iplive.gateway.ledger.Purse;
import io.iplive.gateway.ledger.Terms;
import io.iplive.gateway.postgres.AccountJson;
import io.iplive.gateway.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The ledger's tables; charges come in by the projections. */
public final class JdbiLedger implements Ledger {

  private static final String TOP_UP =
      """
      with entered as (
        insert into ledger (event_id, account_id, kind, at, quantity, amount)
        values (:id, :account, 'TOP_UP', :at, 1, :amount)
        on conflict (event_id) do nothing
        returning amount)
      insert into balance (account_id, micros)
      values (:account, coalesce((select amount from entered), 0))
      on conflict (account_id) do update set micros = balance.micros + excluded.micros
      returning micros
      """;

  private static final String PRICE =
      """
      insert into price (account_id, since, check_micros, sms_micros)
      values (:account, :at, :check, :sms)
      on conflict (account_id, since) do update
      set check_micros = excluded.check_micros, sms_micros = excluded.sms_micros
      """;

  private static final String MARK =
      """
      insert into balance (account_id, currency, low_mark) values (:account, :currency, :mark)
      on conflict (account_id) do update
      set currency = excluded.currency, low_mark = excluded.low_mark
      """;

  private static final String PURSES =
      """
      select account_id, standing, test, micros, currency, low_mark, low_told,
        coalesce(check_micros, 0) as check_micros, coalesce(sms_micros, 0) as sms_micros
      from balance join account using (account_id)
      left join lateral (
        select check_micros, sms_micros from price where price.account_id = balance.account_id
        order by since desc limit 1) in_force on true
      """;

  /** Those of which something is told or may be; the rest has money enough. */
  private static final String WATCHED =
      PURSES
          + """
          where low_told or standing = 'BALANCE'
            or ((micros < low_mark or micros < check_micros)
                and (check_micros > 0 or sms_micros > 0))
          """;

  private static final String SPENT =
      """
      select -sum(amount), min(at) from ledger
      where account_id = :account and at >= :since and kind <> 'TOP_UP' and amount < 0
      having count(*) > 0
      """;

  private static final String TELL =
      """
      with noted as (
        update balance set low_told = true where account_id = :account and not low_told
        returning account_id)
      insert into low_notice (account_id, at) select account_id, :at from noted
      """;

  private static final String WAITING =
      """
      select notice_id, account_id, at from low_notice where not handed
      order by at limit :most
      """;

  private final Database database;

  /** The ledger in the database. */
  public JdbiLedger(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Money> topUp(AccountId account, String id, Money amount, Instant at) {
    String event = "topup-%d-%s".formatted(account.value(), id);
    return database.inTransaction(handle -> {
      long balance =
          handle
              .createQuery(TOP_UP)
              .bind("id", event)
              .bind("account", account.value())
              .bind("at", at.atOffset(ZoneOffset.UTC))
              .bind("amount", amount.micros())
              .mapTo(Long.class)
              .one();
      long entered =
          handle
              .createQuery("select amount from ledger where event_id = :id")
              .bind("id", event)
              .mapTo(Long.class)
              .one();
      return entered == amount.micros() ? Optional.of(new Money(balance)) : Optional.empty();
    });
  }

  @Override
  public Terms terms(AccountId account) {
    return purse(account).map(Purse::terms).orElse(Terms.FREE);
  }

  @Override
  public void set(AccountId account, Terms terms, Instant at) {
    database.inTransaction(handle -> {
      handle
          .createUpdate(PRICE)
          .bind("account", account.value())
          .bind("at", at.atOffset(ZoneOffset.UTC))
          .bind("check", terms.check().micros())
          .bind("sms", terms.sms().micros())
          .execute();
      return handle
          .createUpdate(MARK)
          .bind("account", account.value())
          .bind("currency", terms.currency())
          .bind("mark", terms.lowMark().micros())
          .execute();
    });
  }

  @Override
  public Optional<Purse> purse(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery(PURSES + "where account_id = :account")
            .bind("account", account.value())
            .map((row, _) -> purse(row))
            .findOne());
  }

  @Override
  public Optional<Spent> spent(AccountId account, Instant since) {
    return database.with(handle ->
        handle
            .createQuery(SPENT)
            .bind("account", account.value())
            .bind("since", since.atOffset(ZoneOffset.UTC))
            .map((row, _) ->
                new Spent(
                    new Money(row.getLong(1)), row.getObject(2, OffsetDateTime.class).toInstant()))
            .findOne());
  }

  @Override
  public List<Purse> watched() {
    return database.with(handle -> handle.createQuery(WATCHED).map((row, _) -> purse(row)).list());
  }

  @Override
  public void tellLow(AccountId account, Instant at) {
    database.with(handle ->
        handle
            .createUpdate(TELL)
            .bind("account", account.value())
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }

  @Override
  public void forgetLow(AccountId account) {
    database.with(handle ->
        handle
            .createUpdate("update balance set low_told = false where account_id = :account")
            .bind("account", account.value())
            .execute());
  }

  @Override
  public List<LowNotice> waiting(int most) {
    return database.with(handle ->
        handle
            .createQuery(WAITING)
            .bind("most", most)
            .map((row, _) ->
                new LowNotice(
                    row.getString("notice_id"),
                    new AccountId(row.getLong("account_id")),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
            .list());
  }

  @Override
  public void handed(String id) {
    database.with(handle ->
        handle
            .createUpdate("update low_notice set handed = true where notice_id = cast(:id as uuid)")
            .bind("id", id)
            .execute());
  }

  private static Purse purse(ResultSet row) throws SQLException {
    Terms terms =
        new Terms(
            new Money(row.getLong("check_micros")),
            new Money(row.getLong("sms_micros")),
            row.getString("currency"),
            new Money(row.getLong("low_mark")));
    return new Purse(
        new AccountId(row.getLong("account_id")),
        AccountJson.standing(row.getString("standing")),
        row.getBoolean("test"),
        new Money(row.getLong("micros")),
        terms,
        row.getBoolean("low_told"));
  }
}
