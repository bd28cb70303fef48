package io.iplive.gateway.postgres.projection;

import io.iplive.gateway.history.OutageFact;
import io.iplive.gateway.postgres.Payload;
import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.Projection;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Outages, and the places of their events in the topic, which are the cursors of event_list. */
public final class OutageRows implements RowWriter<OutageFact> {

  private static final String OUTAGE =
      """
      insert into outage (generation, outage_id, account_id, app_id, group_id, monitor_id,
        target_id, record_id, since, status_code, failure_code, failure_text, evidence, closed_at,
        reason)
      values (:generation, :outage, :account, :app, :group, :monitor, :target, :record, :since,
        :status, :failure, :text, :evidence, :closed, :reason)
      on conflict (generation, outage_id) do update
      set closed_at = excluded.closed_at, reason = excluded.reason
      where excluded.closed_at is not null
      """;

  private static final String EVENT =
      """
      insert into outage_event (generation, account_id, partition, event_offset, outage_id, opened)
      values (:generation, :account, :partition, :offset, :outage, :opened)
      on conflict (generation, account_id, partition, event_offset) do update
      set outage_id = excluded.outage_id, opened = excluded.opened
      """;

  @Override
  public Projection projection() {
    return Projection.OUTAGES;
  }

  @Override
  public List<String> tables() {
    return List.of("outage", "outage_event");
  }

  @Override
  public void write(Handle handle, int generation, List<Located<OutageFact>> records) {
    PreparedBatch outages = handle.prepareBatch(OUTAGE);
    PreparedBatch events = handle.prepareBatch(EVENT);
    for (Located<OutageFact> record : records) {
      OutageFact fact = record.fact();
      OutageFact.End end = fact.end();
      outages
          .bind("generation", generation)
          .bind("outage", fact.outageId())
          .bind("account", fact.accountId())
          .bind("app", fact.appId())
          .bind("group", fact.groupId())
          .bind("monitor", fact.monitorId())
          .bind("target", fact.targetId())
          .bind("record", fact.recordId())
          .bind("since", fact.since().atOffset(ZoneOffset.UTC))
          .bind("status", fact.statusCode())
          .bind("failure", fact.failureCode())
          .bind("text", shown(fact.failureText()))
          .bind("evidence", fact.evidence() == null ? null : Payload.write(fact.evidence()))
          .bind("closed", end == null ? null : end.at().atOffset(ZoneOffset.UTC))
          .bind("reason", end == null ? null : end.reason().name())
          .add();
      events
          .bind("generation", generation)
          .bind("account", fact.accountId())
          .bind("partition", record.partition())
          .bind("offset", record.offset())
          .bind("outage", fact.outageId())
          .bind("opened", end == null)
          .add();
    }
    outages.execute();
    events.execute();
  }

  /** A column of text holds everything but NUL. */
  private static @Nullable String shown(@Nullable String text) {
    return text == null ? null : text.replace('\0', ' ');
  }
}
