package io.iplive.gateway.postgres.history;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.history.DeliveryFact.Sms;
import io.iplive.gateway.history.SmsLog;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projection of messages, with what the ledger says they cost. */
public final class JdbiSmsLog implements SmsLog {

  private static final String MESSAGES =
      """
      from sms
      where generation = (select generation from projection where name = 'deliveries')
        and account_id = :account and (:target is null or target_id = :target)
        and heard_at >= :from and heard_at < :to
      """;

  private static final String PAGE =
      """
      select page.*, coalesce(-ledger.amount, 0) as price
      from (select * %s order by sms_id desc offset :skip limit :most) page
      left join ledger on ledger.event_id = 'sms-' || page.sms_id
      order by page.sms_id desc
      """
          .formatted(MESSAGES);

  private final Database database;

  /** The messages in the database. */
  public JdbiSmsLog(Database database) {
    this.database = database;
  }

  @Override
  public Page messages(
      AccountId account, @Nullable TargetId target, Instant from, Instant to, long skip, int most) {
    Long id = target == null ? null : target.value();
    return database.with(handle -> {
      long total =
          handle
              .createQuery("select count(*) " + MESSAGES)
              .bind("account", account.value())
              .bindByType("target", id, Long.class)
              .bind("from", from.atOffset(ZoneOffset.UTC))
              .bind("to", to.atOffset(ZoneOffset.UTC))
              .mapTo(Long.class)
              .one();
      List<Message> messages =
          handle
              .createQuery(PAGE)
              .bind("account", account.value())
              .bindByType("target", id, Long.class)
              .bind("from", from.atOffset(ZoneOffset.UTC))
              .bind("to", to.atOffset(ZoneOffset.UTC))
              .bind("skip", skip)
              .bind("most", most)
              .map((row, _) -> message(row))
              .list();
      return new Page(total, messages);
    });
  }

  private static Message message(ResultSet row) throws SQLException {
    OffsetDateTime sent = row.getObject("sent_at", OffsetDateTime.class);
    Long target = row.getObject("target_id", Long.class);
    return new Message(
        new Sms(
            row.getLong("sms_id"),
            row.getString("phone"),
            row.getString("message"),
            row.getInt("parts"),
            row.getObject("state", Integer.class),
            row.getObject("error", Integer.class),
            sent == null ? null : sent.toInstant()),
        target == null ? null : new TargetId(target),
        row.getLong("price"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }
}
