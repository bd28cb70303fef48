package io.iplive.gateway.kafka;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.task.Demands;
import io.iplive.gateway.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * What only some tasks ask for, as monitors.v1 has it: no more than means something to the kind.
 */
final class DemandsAvro {

  private static final io.iplive.schemas.gateway.Demands NOTHING =
      io.iplive.schemas.gateway.Demands.newBuilder().build();

  private DemandsAvro() {}

  /** Null: nothing. */
  static io.iplive.schemas.gateway.@Nullable Demands of(TaskKind kind, Demands demands) {
    io.iplive.schemas.gateway.Demands.Builder asked =
        io.iplive.schemas.gateway.Demands.newBuilder()
            .setSlowMillis(demands.slow())
            .setIpVersion(demands.ipVersion());
    if (kind.http()) {
      asked
          .setPattern(demands.pattern())
          .setJsonPath(demands.jsonPath())
          .setJsonExpect(demands.jsonExpect())
          .setBodySha256(demands.contentHash());
    }
    if (kind.speaksTls()) {
      Ciphertext identity = demands.clientCert();
      asked
          .setKeyPins(demands.pins())
          .setClientCertificate(identity == null ? null : MonitorAvro.encrypted(identity));
    }
    if (kind == TaskKind.PORT) {
      asked.setScript(demands.script());
    }
    if (kind == TaskKind.PING) {
      asked
          .setPackets(demands.packets())
          .setPacketBytes(demands.packetSize())
          .setTtl(demands.ttl())
          .setLossPercent(demands.loss());
    }
    io.iplive.schemas.gateway.Demands built = asked.build();
    return built.equals(NOTHING) ? null : built;
  }
}
