package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.Ballot;
import io.iplive.verdict.collector.OpenRound;
import io.iplive.verdict.kafka.row.AskedRow;
import io.iplive.verdict.kafka.row.OpenRoundRow;
import io.iplive.verdict.kafka.row.ProbedRow;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Open rounds, stored. The oldest two are in the row of their monitor, which is written whenever a
 * round opens or closes; so a monitor on time needs no other row. A verdict that catches up has
 * hundreds of open rounds a monitor: each of these has a row of its own until it is among the
 * oldest.
 */
final class RoundRows {

  private static final int IN_MONITOR = 2;

  private RoundRows() {}

  /** Those in the row of the monitor. */
  static List<OpenRoundRow> inMonitor(List<OpenRound> open) {
    return open.stream().limit(IN_MONITOR).map(RoundRows::row).toList();
  }

  /** Those with a row of their own. */
  static List<OpenRound> apart(List<OpenRound> open) {
    return open.size() <= IN_MONITOR ? List.of() : open.subList(IN_MONITOR, open.size());
  }

  static Instant at(OpenRound round) {
    return round.opened().round().at();
  }

  static OpenRound openRound(long monitor, OpenRoundRow row, List<Ballot> ballots) {
    return OpenRound.resumed(
        opened(monitor, row),
        StateAvro.at(row.getOpenedAt()),
        StateAvro.at(row.getDeadline()),
        ballots);
  }

  static OpenRoundRow row(OpenRound open) {
    RoundOpened opened = open.opened();
    Round round = opened.round();
    return new OpenRoundRow(
        round.version().epoch(),
        round.version().number(),
        round.owner().account(),
        round.owner().app(),
        round.owner().group(),
        round.at().toEpochMilli(),
        round.pace() == Round.Pace.ERROR,
        round.votesNeeded(),
        round.policy().numError(),
        round.policy().numOk(),
        round.policy().period().toMillis(),
        round.policy().errorPeriod().toMillis(),
        opened.lasts().toMillis(),
        open.openedAt().toEpochMilli(),
        open.deadline().toEpochMilli(),
        opened.targets().stream()
            .map(t -> new ProbedRow(t.id(), t.record(), t.position(), t.addressVersion()))
            .toList(),
        opened.asked().stream().map(a -> new AskedRow(a.node(), a.suspect())).toList());
  }

  private static RoundOpened opened(long monitor, OpenRoundRow row) {
    Policy policy =
        new Policy(
            row.getNumError(),
            row.getNumOk(),
            Duration.ofMillis(row.getPeriodMillis()),
            Duration.ofMillis(row.getErrorPeriodMillis()));
    Round round =
        new Round(
            monitor,
            new Version(row.getEpoch(), row.getVersion()),
            new Owner(row.getAccount(), row.getApp(), row.getGroup()),
            StateAvro.at(row.getRoundAt()),
            row.getErrorPace() ? Round.Pace.ERROR : Round.Pace.NORMAL,
            row.getVotesNeeded(),
            policy);
    return new RoundOpened(
        round,
        row.getTargets().stream()
            .map(t ->
                new RoundOpened.Target(
                    t.getTarget(), t.getRecord(), t.getPosition(), t.getAddressVersion()))
            .toList(),
        row.getAsked().stream()
            .map(a -> new RoundOpened.Asked(a.getNode(), a.getSuspect()))
            .toList(),
        Duration.ofMillis(row.getLastsMillis()));
  }
}
