package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.FailureCode;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** contracts/monitorus.md: what anybody may read, without the product's name. */
class OpenPagesIT {

  private static final GatewayClient CLIENT = RunningGateway.shared().client;

  @Test
  void everyFailureCodeIsOnThePageAndInItsJson() {
    String page = CLIENT.page("/code/");
    String json = CLIENT.page("/code/?format=json");
    for (FailureCode code : FailureCode.values()) {
      assertThat(page).contains("<td>%d</td>".formatted(code.number()));
      assertThat(json).contains("\"code\":%d".formatted(code.number()));
    }
    assertThat(page.toLowerCase(Locale.ROOT)).doesNotContain("iplive");
    assertThat(CLIENT.get("/code/", Map.of("Accept", "application/json")).body().get("codes"))
        .hasSize(FailureCode.values().length);
  }

  @Test
  void nodesAreListedForFirewalls() {
    CLIENT.call(
        "/add_node", Map.of("node_ip", "198.51.100.77", "passwd", RunningGateway.ENROLMENT_SECRET));
    assertThat(CLIENT.page("/nodes.txt").lines()).contains("198.51.100.77");
    assertThat(CLIENT.page("/nodes.json")).contains("\"198.51.100.77\"");
  }
}
