package io.iplive.scheduler.kafka.job;

import io.iplive.scheduler.kafka.stored.StoredAvro;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Owner;
import io.iplive.scheduler.node.Node;
import io.iplive.scheduler.schedule.Due;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundOpened;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import java.util.List;

/** The probe jobs of a round. */
final class JobAvro {

  /** A probe that has not started this long after its due is not worth starting. */
  private static final Duration START_WITHIN = Duration.ofSeconds(1);

  private JobAvro() {}

  /** One job a target and asked node, by due. */
  static List<ProbeJob> jobs(RoundOpened round) {
    Check check = StoredAvro.check(round.definition().check().encoded());
    return round.dues().stream()
        .flatMap(due -> round.asking().nodes().stream().map(node -> job(round, due, node, check)))
        .toList();
  }

  private static ProbeJob job(RoundOpened round, Due due, Node node, Check check) {
    Definition definition = round.definition();
    Owner owner = definition.owner();
    return ProbeJob.newBuilder()
        .setMonitorId(definition.monitorId())
        .setTargetId(due.target().id())
        .setRecordId(due.target().recordId())
        .setAccountId(owner.accountId())
        .setAppName(owner.appName())
        .setGroupId(owner.groupId())
        .setNodeId(node.id())
        .setRoundAt(round.roundAt())
        .setDueAt(due.at())
        .setStartBy(due.at().plus(START_WITHIN))
        .setDeadline(round.deadline())
        .setAddress(due.target().address())
        .setProtocol(definition.protocol())
        .setTimeoutMillis(definition.timing().timeoutMillis())
        .setRetryCount(definition.timing().retryCount())
        .setCheck(check)
        .setPeriodSeconds(definition.timing().periodSeconds())
        .build();
  }
}
