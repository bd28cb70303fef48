package io.iplive.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private static final DeadLetter LETTER = new DeadLetter("rounds.v1", 3, 17, "no frame");

  @Test
  void aLettersHeadersTellWhereItCameFromAndWhy() {
    assertThat(DeadLetter.of(LETTER.headers(new RecordHeaders()))).hasValue(LETTER);
    assertThat(DeadLetter.of(new RecordHeaders())).isEmpty();
    assertThat(DeadLetter.of(headers("topic=a", "partition=x", "offset=1"))).isEmpty();
  }

  @Test
  void whatIsPutBackHasTheHeadersItCameWithEvenOfTheSameNames() {
    Headers came = headers("trace=7", "topic=own", "error=own");
    Headers back = DeadLetter.headersBack(LETTER.headers(came));
    assertThat(texts(back)).containsExactly("trace=7", "topic=own", "error=own", "redrives=1");
  }

  @Test
  void everyTimeIsCounted() {
    Headers once = DeadLetter.headersBack(LETTER.headers(new RecordHeaders()));
    Headers again = LETTER.headers(once);
    assertThat(DeadLetter.redrives(again)).isEqualTo(1);
    assertThat(texts(DeadLetter.headersBack(again))).containsExactly("redrives=2");
  }

  @Test
  void aVeryLongErrorIsCut() {
    assertThat(new DeadLetter("a", 0, 0, "x".repeat(5_000)).error()).hasSize(1_000);
  }

  private static Headers headers(String... texts) {
    return new RecordHeaders(
        Arrays.stream(texts)
            .map(text -> text.split("=", 2))
            .map(pair -> new RecordHeader(pair[0], pair[1].getBytes(UTF_8)))
            .toArray(RecordHeader[]::new));
  }

  private static List<String> texts(Headers headers) {
    return Arrays.stream(headers.toArray())
        .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .toList();
  }
}
