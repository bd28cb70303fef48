package io.iplive.scheduler.kafka;

import io.iplive.schemas.gateway.Account;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.Node;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.gateway.Target;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.PaceChanged;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Events as others publish them. */
public final class Wire {

  public static final Check CHECK =
      Check.newBuilder()
          .setPort(8080)
          .setHost("www.example.org")
          .setCookies(
              EncryptedValue.newBuilder()
                  .setKeyId("k1")
                  .setCiphertext(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                  .build())
          .build();

  private Wire() {}

  public static MonitorEvent monitor(
      long id, long version, MonitorState state, Instant at, int period, long... targets) {
    return MonitorEvent.newBuilder()
        .setEventId("monitor-" + id + "-1-" + version)
        .setKind(MonitorEventKind.UNKNOWN)
        .setMonitorId(id)
        .setEpoch(1)
        .setVersion(version)
        .setOccurredAt(at)
        .setAfter(definition(id, state, period, targets))
        .build();
  }

  public static MonitorDefinition definition(
      long id, MonitorState state, int period, long... targets) {
    return MonitorDefinition.newBuilder()
        .setMonitorId(id)
        .setAccountId(3)
        .setAppId(4L)
        .setAppName("acme")
        .setGroupId(5L)
        .setState(state)
        .setProtocol("http")
        .setLevel(0)
        .setPeriodSeconds(period)
        .setErrorPeriodSeconds(Math.min(period, 10))
        .setTimeoutMillis(1_000)
        .setRetryCount(0)
        .setNumError(2)
        .setNumOk(1)
        .setCheck(CHECK)
        .setTargets(
            LongStream.of(targets)
                .mapToObj(target -> new Target(target, target * 10, "192.0.2." + target, 1L))
                .toList())
        .build();
  }

  /** The account of every monitor here. */
  public static AccountEvent account(
      AccountState state, @Nullable SuspensionReason reason, long version, Instant at) {
    return AccountEvent.newBuilder()
        .setEventId("account-3-1-" + version)
        .setKind(AccountEventKind.UNKNOWN)
        .setAccountId(3)
        .setEpoch(1)
        .setVersion(version)
        .setOccurredAt(at)
        .setAfter(
            Account.newBuilder()
                .setAccountId(3)
                .setName("acme")
                .setState(state)
                .setSuspendedFor(reason)
                .build())
        .build();
  }

  public static PaceChanged failing(long id, Instant anchor, Instant roundAt, Long... targets) {
    return PaceChanged.newBuilder()
        .setMonitorId(id)
        .setEpoch(1)
        .setDefinitionVersion(1)
        .setPace(Pace.ERROR)
        .setAnchor(anchor)
        .setFailingTargets(List.of(targets))
        .setRoundAt(roundAt)
        .build();
  }

  public static NodeEvent node(long id, NodeState state, long version) {
    return NodeEvent.newBuilder()
        .setEventId("node-" + id + "-1-" + version)
        .setKind(NodeEventKind.ENROLLED)
        .setNodeId(id)
        .setEpoch(1)
        .setVersion(version)
        .setOccurredAt(Instant.EPOCH)
        .setAfter(new Node(id, "192.0.2.200", state, 6, false))
        .build();
  }

  public static NodeHeartbeat heartbeat(long nodeId, Instant sentAt, int partitions) {
    return NodeHeartbeat.newBuilder()
        .setNodeId(nodeId)
        .setInstanceId("prober-0")
        .setSentAt(sentAt)
        .setJobPartitions(partitions)
        .setAssignedPartitions(IntStream.range(0, partitions).boxed().toList())
        .build();
  }
}
