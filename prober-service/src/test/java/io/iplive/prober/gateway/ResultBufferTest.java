package io.iplive.prober.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.gateway.ResultBuffer.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultBufferTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ResultBuffer buffer = new ResultBuffer();

  @Test
  void givesTheOldestUntilTheyAreTaken() throws InterruptedException {
    buffer.add("a", NOW);
    buffer.add("b", NOW);
    buffer.add("c", NOW);

    assertThat(oldest(2, 100)).extracting(Entry::encoded).containsExactly("a", "b");
    assertThat(oldest(2, 100)).extracting(Entry::encoded).containsExactly("a", "b");
    buffer.remove(oldest(2, 100));
    assertThat(oldest(2, 100)).extracting(Entry::encoded).containsExactly("c");
  }

  @Test
  void aBatchIsAsLongAsItMayBeAndNeverEmpty() throws InterruptedException {
    buffer.add("aaaa", NOW);
    buffer.add("bbbb", NOW);
    assertThat(oldest(10, 7)).hasSize(1);
    assertThat(oldest(10, 8)).hasSize(2);
    assertThat(oldest(10, 1)).hasSize(1);
  }

  @Test
  void whatIsTooOldForAnyGatewayIsDroppedAndCounted() throws InterruptedException {
    buffer.add("old", NOW.minus(Duration.ofMinutes(10)).minusSeconds(1));
    buffer.add("young", NOW.minus(Duration.ofMinutes(10)));
    assertThat(oldest(10, 100)).extracting(Entry::encoded).containsExactly("young");
    assertThat(buffer.dropped()).isEqualTo(1);
  }

  @Test
  void itsSizeIsBoundedAndTheOldestGoFirst() throws InterruptedException {
    String large = "x".repeat(1 << 20);
    for (int n = 0; n < 40; n++) {
      buffer.add(n + large, NOW);
    }
    assertThat(buffer.size()).isEqualTo(31);
    assertThat(buffer.dropped()).isEqualTo(9);
    assertThat(oldest(1, 100).getFirst().encoded()).startsWith("9x");
  }

  @Test
  void aBatchThatWasDroppedMeanwhileTakesNothingElseAlong() throws InterruptedException {
    buffer.add("old", NOW);
    List<Entry> batch = oldest(10, 100);
    buffer.add("new", NOW.plus(Duration.ofMinutes(20)));
    var _ = buffer.oldest(10, 100, Duration.ZERO, () -> NOW.plus(Duration.ofMinutes(20)));
    buffer.remove(batch);
    assertThat(buffer.size()).isEqualTo(1);
  }

  private List<Entry> oldest(int most, int bytes) throws InterruptedException {
    return buffer.oldest(most, bytes, Duration.ZERO, () -> NOW);
  }
}
