package io.iplive.prober.probe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.demand.Content;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSearchTest {

  private static final long SEED = 20_260_101;

  /** Nothing is kept. */
  private static final PageMemory NOWHERE =
      new PageMemory() {
        @Override
        public boolean take(long bytes) {
          return false;
        }

        @Override
        public void giveBack(long bytes) {
          // There was none.
        }
      };

  @Test
  void findsWhatIndexOfFindsHoweverTheTextComes() {
    Random random = new Random(SEED);
    for (int n = 0; n < 20_000; n++) {
      int letters = 1 + random.nextInt(3);
      String wanted = text(random, letters, 1 + random.nextInt(8));
      String whole = text(random, letters, random.nextInt(60));
      TextSearch search = new TextSearch(wanted);
      int at = 0;
      while (at < whole.length()) {
        int end = Math.min(whole.length(), at + 1 + random.nextInt(5));
        search.take(CharBuffer.wrap(whole, at, end));
        at = end;
      }
      assertThat(search.found())
          .as("'%s' in '%s', seed %d", wanted, whole, SEED)
          .isEqualTo(whole.contains(wanted));
    }
  }

  private static String text(Random random, int letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < length; n++) {
      text.append((char) ('a' + random.nextInt(letters)));
    }
    return text.toString();
  }

  /** The worst for a search that begins anew at each place. */
  @Test
  void aPageMadeForItHoldsUpNobody() {
    byte[] page = "a".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    String keyword = "a".repeat(100_000) + "b" + "a".repeat(100_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          PageText text = new PageText(new Keywords(keyword, null), Content.ANY, null, NOWHERE);
          text.take(ByteBuffer.wrap(page));
          assertThatThrownBy(text::end).isInstanceOf(UnreadableBody.class);
        });
  }
}
