package io.iplive.benchmarks.notifier;

import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import java.time.Instant;

/** Outages that open at one turn and close at the next, each a delivery to an HTTP contact. */
final class Outages implements Load {

  private final Wire wire;
  private final AvroSerde<OutageEvent> serde;
  private final Tally tally = new Tally();

  Outages(Wire wire) {
    this.wire = wire;
    this.serde = wire.serde(OutageEvent.class);
  }

  @Override
  public void publish(long number) {
    int monitor = Load.monitor(number);
    long id = Customers.id(monitor);
    boolean opens = Load.turn(number) % 2 == 0;
    long since = opens ? Load.date(number) : Load.date(number) - 1;
    OutageEvent event =
        OutageEvent.newBuilder()
            .setEventId("event-" + number)
            .setKind(opens ? OutageEventKind.OPENED : OutageEventKind.CLOSED)
            .setOutageId(Load.number(monitor, since))
            .setMonitorId(id)
            .setTargetId(id)
            .setRecordId(1)
            .setAccountId(Customers.account(monitor))
            .setAppId(Customers.account(monitor))
            .setGroupId(id)
            .setDefinitionVersion(1)
            .setSince(Instant.ofEpochSecond(since))
            .setDecidedRoundAt(Instant.ofEpochSecond(since))
            .setClosedAt(opens ? null : Instant.ofEpochSecond(Load.date(number)))
            .setReason(opens ? null : CloseReason.RECOVERED)
            .build();
    wire.send(Topics.OUTAGES, id, serde, event);
  }

  @Override
  public long leftOut() {
    return 0;
  }

  @Override
  public Tally tally() {
    return tally;
  }
}
