package io.iplive.prober.net.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class EchoMessageTest {

  @Test
  void anAnswerIsTheEchoWithAnotherType() {
    EchoMessage echo = new EchoMessage(40_000, 0x1234_5678_9abc_def0L, 56);
    for (Family family : Family.values()) {
      byte[] bytes = echo.bytes(family, 7);
      assertThat(EchoMessage.read(ByteBuffer.wrap(bytes), family, false)).isEmpty();
      bytes[0] = family.reply();
      assertThat(EchoMessage.read(ByteBuffer.wrap(bytes), family, false)).contains(echo);
    }
  }

  @Test
  void anIpHeaderBeforeItIsPassedOver() {
    EchoMessage echo = new EchoMessage(1, 2, 56);
    byte[] bytes = echo.bytes(Family.IPV4, 7);
    bytes[0] = Family.IPV4.reply();
    ByteBuffer packet = ByteBuffer.allocate(24 + bytes.length).put((byte) 0x46);
    packet.position(24).put(bytes).flip();
    assertThat(EchoMessage.read(packet, Family.IPV4, true)).contains(echo);
  }

  @Test
  void theChecksumOfTheWholeIsZero() {
    byte[] bytes = new EchoMessage(513, -5, 17).bytes(Family.IPV4, 77);
    int sum = 0;
    for (int at = 0; at < bytes.length; at += 2) {
      sum += (bytes[at] & 0xff) << 8 | (at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0);
    }
    sum = (sum >>> 16) + (sum & 0xffff);
    assertThat((short) ~(sum + (sum >>> 16))).isZero();
  }

  @Test
  void whatIsTooShortIsNoAnswer() {
    for (int length = 0; length < 16; length++) {
      assertThat(EchoMessage.read(ByteBuffer.allocate(length), Family.IPV4, false)).isEmpty();
      assertThat(EchoMessage.read(ByteBuffer.allocate(length), Family.IPV4, true)).isEmpty();
    }
  }
}
