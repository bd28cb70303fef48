package io.iplive.gateway.task;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.call.Sent;

/** What task_add and task_edit sent of {@link Demands}, each parameter usable by itself. */
public record DemandsForm(
    Sent<Integer> slow,
    Sent<String> ipVersion,
    Sent<String> pattern,
    Sent<String> jsonPath,
    Sent<String> jsonExpect,
    Sent<String> contentHash,
    Sent<String> pins,
    Sent<Plain> clientCert,
    Sent<String> script,
    Sent<Integer> packets,
    Sent<Integer> packetSize,
    Sent<Integer> ttl,
    Sent<Integer> loss) {

  /** What they come to; what was not sent stays. */
  Demands over(Demands before, Sent<Ciphertext> sealed) {
    return new Demands(
        slow.orNone(before.slow()),
        ipVersion.orNone(before.ipVersion()),
        pattern.orNone(before.pattern()),
        jsonPath.orNone(before.jsonPath()),
        jsonExpect.orNone(before.jsonExpect()),
        contentHash.orNone(before.contentHash()),
        pins.orNone(before.pins()),
        sealed.orNone(before.clientCert()),
        script.orNone(before.script()),
        packets.orNone(before.packets()),
        packetSize.orNone(before.packetSize()),
        ttl.orNone(before.ttl()),
        loss.orNone(before.loss()));
  }
}
