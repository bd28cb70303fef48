package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.history.DeliveryFact;
import io.iplive.gateway.history.DeliveryFact.Outcome;
import io.iplive.gateway.history.DeliveryFact.Sms;
import io.iplive.gateway.ledger.Charge;
import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.Projection;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Messages sent, how contacts fare, and outages that were silenced; messages that were accepted are
 * charged.
 */
public final class DeliveryRows implements RowWriter<DeliveryFact> {

  private static final String SMS =
      """
      insert into sms (generation, sms_id, account_id, target_id, phone, message, parts, state,
        error, heard_at, sent_at, changed_at)
      values (:generation, :sms, :account, :target, :phone, :message, :parts, :state, :error,
        :changed, :sent, :changed)
      on conflict (generation, sms_id) do update
      set parts = excluded.parts, state = excluded.state, error = excluded.error,
        sent_at = excluded.sent_at, changed_at = excluded.changed_at
      where sms.changed_at <= excluded.changed_at
      """;

  private static final String DELIVERED =
      """
      insert into contact_record (generation, contact_id, last_ok, failed_at, last_error)
      values (:generation, :contact, :at, null, null)
      on conflict (generation, contact_id) do update
      set last_ok = greatest(contact_record.last_ok, excluded.last_ok),
        last_error = case when contact_record.failed_at > excluded.last_ok
                          then contact_record.last_error end
      """;

  private static final String SILENCE =
      """
      insert into silence (generation, outage_id, reason) values (:generation, :outage, :reason)
      on conflict (generation, outage_id) do update set reason = excluded.reason
      """;

  private static final String TOLD =
      """
      update silence set told_at = :at
      where generation = :generation and outage_id = :outage and told_at is null
      """;

  private static final String GIVEN_UP =
      """
      insert into contact_record (generation, contact_id, last_ok, failed_at, last_error)
      values (:generation, :contact, null, :at, :error)
      on conflict (generation, contact_id) do update
      set failed_at = excluded.failed_at, last_error = excluded.last_error
      where coalesce(contact_record.last_ok, '-infinity') <= excluded.failed_at
      """;

  @Override
  public Projection projection() {
    return Projection.DELIVERIES;
  }

  @Override
  public List<String> tables() {
    return List.of("sms", "contact_record", "silence");
  }

  @Override
  public void write(Handle handle, int generation, List<Located<DeliveryFact>> records) {
    PreparedBatch messages = handle.prepareBatch(SMS);
    List<Charge> charges = new ArrayList<>();
    for (Located<DeliveryFact> record : records) {
      DeliveryFact fact = record.fact();
      Sms sms = fact.sms();
      if (sms != null) {
        add(messages, generation, fact, sms);
        if (sms.parts() > 0 && sms.sentAt() != null) {
          charges.add(Charge.ofSms(sms.id(), fact.accountId(), sms.sentAt(), sms.parts()));
        }
      }
      record(handle, generation, fact);
      silence(handle, generation, fact);
    }
    messages.execute();
    Charging.charge(handle, Charge.Kind.SMS, charges);
  }

  private static void add(PreparedBatch messages, int generation, DeliveryFact fact, Sms sms) {
    messages
        .bind("generation", generation)
        .bind("sms", sms.id())
        .bind("account", fact.accountId())
        .bind("target", fact.targetId() == 0 ? null : fact.targetId())
        .bind("phone", sms.phone())
        .bind("message", sms.text())
        .bind("parts", sms.parts())
        .bind("state", sms.state())
        .bind("error", sms.error())
        .bind("sent", sms.sentAt() == null ? null : sms.sentAt().atOffset(ZoneOffset.UTC))
        .bind("changed", fact.at().atOffset(ZoneOffset.UTC))
        .add();
  }

  private static void silence(Handle handle, int generation, DeliveryFact fact) {
    DeliveryFact.Silenced silenced = fact.silenced();
    if (silenced != null) {
      handle
          .createUpdate(SILENCE)
          .bind("generation", generation)
          .bind("outage", silenced.outageId())
          .bind("reason", silenced.why().name())
          .execute();
    }
    if (fact.told() != null) {
      handle
          .createUpdate(TOLD)
          .bind("generation", generation)
          .bind("outage", fact.told())
          .bind("at", fact.at().atOffset(ZoneOffset.UTC))
          .execute();
    }
  }

  private static void record(Handle handle, int generation, DeliveryFact fact) {
    Long contact = fact.contactId();
    if (contact == null || fact.outcome() == Outcome.OTHER) {
      return;
    }
    boolean delivered = fact.outcome() == Outcome.DELIVERED;
    var update =
        handle
            .createUpdate(delivered ? DELIVERED : GIVEN_UP)
            .bind("generation", generation)
            .bind("contact", contact)
            .bind("at", fact.at().atOffset(ZoneOffset.UTC));
    if (!delivered) {
      update.bind("error", fact.error() == null ? "given up" : fact.error());
    }
    update.execute();
  }
}
