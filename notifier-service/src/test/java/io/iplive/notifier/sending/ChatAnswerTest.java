package io.iplive.notifier.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Accepted;
import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Answer.Deferred;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.notifier.delivery.Answer.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAnswerTest {

  @Test
  void okIsDelivered() {
    assertThat(read(200, "{\"ok\":true,\"result\":{\"message_id\":7}}"))
        .isEqualTo(new Accepted(200, ""));
  }

  @Test
  void aPageThatIsNotTheBotApiIsNotADelivery() {
    assertThat(read(200, "<html>ok</html>")).isInstanceOf(Deferred.class);
  }

  @Test
  void waitsAsLongAsItIsTold() {
    String body =
        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 35\","
            + "\"parameters\":{\"retry_after\":35}}";
    assertThat(read(429, body)).isEqualTo(new Deferred(429, body, Duration.ofSeconds(35)));
    assertThat(read(429, "")).isEqualTo(new Deferred(429, "", Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void aChatThatDoesNotWantUsIsFinal(int code) {
    assertThat(read(code, "{}")).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 500, 502})
  void ourFaultAndTheirsAreTriedAgain(int code) {
    assertThat(read(code, "{}")).isInstanceOf(Deferred.class);
  }

  @Test
  void silenceIsSilence() {
    Answer silence = new Failed(Failure.TIMEOUT, "No answer");
    assertThat(ChatAnswer.read(silence)).isEqualTo(silence);
  }

  private static Answer read(int code, String head) {
    return ChatAnswer.read(new Answered(code, head));
  }
}
