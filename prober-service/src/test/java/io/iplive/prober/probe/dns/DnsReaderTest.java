package io.iplive.prober.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsReaderTest {

  private static final DnsQuery QUERY = new DnsQuery(0x1234, "a.example", "ANY");

  @Test
  void bytesThatAreNoAnswerAreRefusedWhateverTheyAre() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 12) {
        System.arraycopy(new byte[] {0x12, 0x34, (byte) 0x80, 0, 0, 1, 0, 3}, 0, bytes, 0, 8);
      }
      assertThatCode(
              () -> {
                try {
                  var _ = DnsReader.answer(bytes, QUERY);
                } catch (IllegalArgumentException e) {
                  assertThat(e).hasMessageNotContaining("null");
                }
              })
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", ".a"})
  void aNameThatIsNoneIsNotAskedFor(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new DnsQuery(1, name, "A").bytes());
  }

  @Test
  void theRootIsANameToo() {
    assertThat(new DnsQuery(1, ".", "NS").bytes()).hasSize(17);
    assertThat(new DnsQuery(1, "a.example.", "TYPE65").bytes()).hasSize(27);
  }
}
