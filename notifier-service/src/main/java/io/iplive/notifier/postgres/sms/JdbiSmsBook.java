package io.iplive.notifier.postgres.sms;

import io.iplive.notifier.postgres.Store;
import io.iplive.notifier.sending.Outgoing;
import io.iplive.notifier.smsc.PhoneState;
import io.iplive.notifier.smsc.SmsBook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The book of SMS in PostgreSQL. */
public final class JdbiSmsBook implements SmsBook {

  private static final String OPEN =
      """
      update sms set text = case when asked = 0 then :text else text end,
                     phone = case when asked = 0 then :phone else phone end,
                     sender = case when asked = 0 then :sender else sender end
      where sms_id = (select sms_id from sms where delivery_id = :deliveryId
                      order by sms_id desc limit 1)
        and outcome is null
      returning sms_id, asked, phone, text
      """;

  /** Taken since the delivery began: one that is made again on purpose begins anew. */
  private static final String TAKEN_BEFORE =
      """
      select sms.sms_id, sms.asked, sms.phone, sms.text
      from sms join delivery using (delivery_id)
      where delivery_id = :deliveryId and outcome = 'ACCEPTED' and sms.sent_at >= delivery.began_at
      order by sms_id desc limit 1
      """;

  private static final String NEW =
      """
      insert into sms (sms_id, delivery_id, account_id, contact_id, phone, text, sender)
      values (:smsId, :deliveryId, :accountId, :contactId, :phone, :text, :sender)
      """;

  private static final String TAKEN =
      """
      update sms set outcome = 'ACCEPTED', parts = :parts, cost_micros = :cost, error = null,
                     sent_at = now()
      where sms_id = :smsId and outcome is null
      """;

  private static final String REPORTED =
      """
      with changed as (
        update sms set state = :state, final = :final,
                       error = case when :error = 0 then error else :error end
        where sms_id = :smsId and not final and state is distinct from :state
        returning sms_id, delivery_id)
      insert into outbox (kind, delivery_id, sms_id, sms_state, attempts, error)
      select 'STATE_CHANGED', changed.delivery_id, sms_id, :state, d.attempts, null
      from changed join delivery d on d.delivery_id = changed.delivery_id
      """;

  /** Asked about each minute while young, then each ten minutes. */
  private static final String UNSETTLED =
      """
      update sms set polled_at = now()
      where sms_id in (
        select sms_id from sms
        where outcome = 'ACCEPTED' and not final and sent_at > now() - :horizon::interval
          and (polled_at is null
               or polled_at < now() - case when sent_at > now() - interval '10 minutes'
                                           then interval '55 seconds'
                                           else interval '10 minutes' end)
        order by polled_at nulls first limit :most for update skip locked)
      returning sms_id, phone
      """;

  private final Store store;
  private final Numbers numbers;

  public JdbiSmsBook(Jdbi jdbi, Numbers numbers) {
    this.store = new Store(jdbi);
    this.numbers = numbers;
  }

  @Override
  public Entry open(Outgoing.Sms message) {
    return store.inTransaction(handle ->
        handle
            .createQuery(OPEN)
            .bind("deliveryId", message.number())
            .bind("text", message.text())
            .bind("phone", message.phone())
            .bind("sender", message.sender())
            .map((row, _) -> entry(row, false))
            .findOne()
            .or(() ->
                handle
                    .createQuery(TAKEN_BEFORE)
                    .bind("deliveryId", message.number())
                    .map((row, _) -> entry(row, true))
                    .findOne())
            .orElseGet(() -> added(handle, message)));
  }

  private static Entry entry(ResultSet row, boolean taken) throws SQLException {
    return new Entry(
        row.getInt("sms_id"),
        row.getInt("asked"),
        row.getString("phone"),
        row.getString("text"),
        taken);
  }

  private Entry added(Handle handle, Outgoing.Sms message) {
    long next =
        numbers.from()
            - 1
            + handle.createQuery("select nextval('sms_number')").mapTo(Long.class).one();
    if (next > numbers.to()) {
      throw new IllegalStateException(
          "The range of SMS numbers, %d to %d, is used up".formatted(numbers.from(), numbers.to()));
    }
    int smsId = Math.toIntExact(next);
    handle
        .createUpdate(NEW)
        .bind("smsId", smsId)
        .bind("deliveryId", message.number())
        .bind("accountId", message.accountId())
        .bind("contactId", message.contactId())
        .bind("phone", message.phone())
        .bind("text", message.text())
        .bind("sender", message.sender())
        .execute();
    return new Entry(smsId, 0, message.phone(), message.text(), false);
  }

  @Override
  public void asking(int smsId) {
    store.useTransaction(handle ->
        handle.execute(
            "update sms set asked = asked + 1, asked_at = now() where sms_id = ?", smsId));
  }

  @Override
  public void taken(int smsId, int parts, long costMicros) {
    store.useTransaction(handle ->
        handle
            .createUpdate(TAKEN)
            .bind("smsId", smsId)
            .bind("parts", parts)
            .bind("cost", costMicros)
            .execute());
  }

  @Override
  public void turnedAway(int smsId, int code) {
    store.useTransaction(handle ->
        handle.execute("update sms set asked = 0, error = ? where sms_id = ?", code, smsId));
  }

  @Override
  public void refused(int smsId, int code) {
    store.useTransaction(handle ->
        handle.execute(
            "update sms set outcome = 'REFUSED', final = true, error = ? where sms_id = ?",
            code,
            smsId));
  }

  @Override
  public boolean reported(int smsId, int state, int error) {
    return store.inTransaction(handle -> {
      boolean known =
          handle
              .createQuery("select 1 from sms where sms_id = :id and asked > 0")
              .bind("id", smsId)
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      if (known) {
        handle
            .createUpdate(REPORTED)
            .bind("smsId", smsId)
            .bind("state", state)
            .bind("error", error)
            .bind("final", PhoneState.isFinal(state))
            .execute();
      }
      return known;
    });
  }

  @Override
  public List<Unsettled> unsettled(int most, Duration horizon) {
    return store.inTransaction(handle ->
        handle
            .createQuery(UNSETTLED)
            .bind("horizon", horizon.toString())
            .bind("most", most)
            .map((row, _) -> new Unsettled(row.getInt("sms_id"), row.getString("phone")))
            .list());
  }
}
