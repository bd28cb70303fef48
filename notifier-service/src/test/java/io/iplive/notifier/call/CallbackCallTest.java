package io.iplive.notifier.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Message.RoundTold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallbackCallTest {

  private static final RoundTold ROUND =
      new RoundTold(0, 1025842575, "[{\"record_id\":\"1\",\"status\":\"1\",\"res_time\":5}]");
  private static final DeliveryId ID = DeliveryId.toApp("round:7:1025842575000", 3);

  @Test
  void isAFormOfExactlyThreeFields() {
    assertThat(body(call(List.of("s"))))
        .isEqualTo(
            "group_id=0&timestamp=1025842575&result="
                + "%5B%7B%22record_id%22%3A%221%22%2C%22status%22%3A%221%22%2C%22res_time%22%3A5%7D%5D");
  }

  @Test
  void signsTheBodyAndNamesTheApp() {
    Call call = call(List.of("s"));

    assertThat(call.headers())
        .containsEntry("X-App-Name", "acme")
        .containsEntry("X-Delivery-Id", ID.value())
        .containsEntry("X-Signature", "v1=" + Digests.hmacSha256("s", "1025842580." + body(call)));
  }

  @Test
  void goesUnsignedWithoutASecret() {
    assertThat(call(List.of()).headers())
        .doesNotContainKey("X-Signature")
        .containsKey("X-Signature-Timestamp");
  }

  @Test
  void hasOneIdARoundAndAnotherForAnotherRoundOrApp() {
    assertThat(ID).isEqualTo(DeliveryId.toApp("round:7:1025842575000", 3));
    assertThat(ID.value()).hasSize(32);
    assertThat(ID)
        .isNotEqualTo(DeliveryId.toApp("round:7:1025842576000", 3))
        .isNotEqualTo(DeliveryId.toApp("round:7:1025842575000", 4))
        .isNotEqualTo(DeliveryId.toContact("round:7:1025842575000", 3));
  }

  private static Call call(List<String> secrets) {
    Instant now = Instant.ofEpochSecond(1025842580);
    return CallbackCall.of(new Caller("http://h/cb.php", secrets, ID, now), "acme", ROUND);
  }

  private static @Nullable String body(Call call) {
    return call.body() == null ? null : call.body().text();
  }
}
