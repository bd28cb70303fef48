package io.iplive.local.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class ActuatorTest {

  @Test
  void isUpWhenTheServiceSaysSo() throws JsonProcessingException {
    assertThat(Actuator.read("{\"status\":\"UP\"}")).isEqualTo(new Health.Up());
  }

  @Test
  void namesTheComponentThatIsDown() throws JsonProcessingException {
    String body =
        """
        {"status":"DOWN","components":{
          "streams":{"status":"DOWN","details":{"state":"REBALANCING"}},
          "ping":{"status":"UP"}}}
        """;
    assertThat(Actuator.read(body))
        .isEqualTo(new Health.Down("streams DOWN {\"state\":\"REBALANCING\"}"));
  }

  @Test
  void isDownWhenSomethingElseAnswers() throws JsonProcessingException {
    assertThat(Actuator.read("{}").isUp()).isFalse();
  }
}
