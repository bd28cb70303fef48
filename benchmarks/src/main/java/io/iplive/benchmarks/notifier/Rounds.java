package io.iplive.benchmarks.notifier;

import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.TargetVerdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Rounds of groups of one record, each a call_back_to_php: these are no rows. */
final class Rounds implements Load {

  private final Wire wire;
  private final Conflated conflated;
  private final AvroSerde<RoundEvent> serde;
  private final Tally tally = new Tally();

  Rounds(Wire wire, Conflated conflated) {
    this.wire = wire;
    this.conflated = conflated;
    this.serde = wire.serde(RoundEvent.class);
  }

  @Override
  public void publish(long number) {
    int monitor = Load.monitor(number);
    long id = Customers.id(monitor);
    Instant at = Instant.ofEpochSecond(Load.date(number));
    RoundClosed closed =
        RoundClosed.newBuilder()
            .setMonitorId(id)
            .setEpoch(1)
            .setDefinitionVersion(1)
            .setAccountId(Customers.account(monitor))
            .setAppId(Customers.account(monitor))
            .setGroupId(id)
            .setRoundAt(at)
            .setPace(Pace.NORMAL)
            .setOpenedAt(at)
            .setClosedAt(at)
            .setVotesNeeded(1)
            .setNumError(2)
            .setNumOk(1)
            .setPeriodSeconds(60)
            .setErrorPeriodSeconds(60)
            .setTargets(List.of(target(id, at)))
            .build();
    wire.send(
        Topics.ROUNDS,
        id,
        serde,
        new RoundEvent(RoundEventKind.ROUND_CLOSED, id, closed, null, null, null));
  }

  private static TargetVerdict target(long id, Instant at) {
    return TargetVerdict.newBuilder()
        .setTargetId(id)
        .setRecordId(1)
        .setPosition(0)
        .setAddressVersion(1)
        .setOutcome(Outcome.UP)
        .setDecidedBy(DecidedBy.ANSWERS)
        .setDecidedAt(at)
        .setResponseMillis(5)
        .setVotes(List.of())
        .build();
  }

  @Override
  public long leftOut() throws IOException, InterruptedException {
    return conflated.count();
  }

  @Override
  public Tally tally() {
    return tally;
  }
}
