package io.iplive.prober.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BrokerNodeTest {

  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void getsTheSameNumberEachTime() throws Exception {
    try (FakeGateway gateway = new FakeGateway()) {
      assertThat(enrolled(gateway, FakeGateway.PASSWD)).isEqualTo(8);
      assertThat(enrolled(gateway, FakeGateway.PASSWD)).isEqualTo(8);
    }
  }

  @Test
  void waitsForAGateway() throws Exception {
    FakeGateway gone = new FakeGateway();
    int port = gone.port();
    gone.close();
    CompletableFuture<FakeGateway> back = new CompletableFuture<>();
    long number =
        BrokerNode.enrolled(
            URI.create("http://127.0.0.1:" + port),
            "192.0.2.8",
            FakeGateway.PASSWD,
            sentence -> {
              told.add(sentence);
              if (!back.isDone()) {
                back.complete(again(port));
              }
            });
    back.join().close();
    assertThat(number).isEqualTo(8);
    assertThat(told).anyMatch(sentence -> sentence.startsWith("No gateway to be reached"));
  }

  @Test
  void endsWhereItsSecretIsWrong() throws Exception {
    try (FakeGateway gateway = new FakeGateway()) {
      assertThatThrownBy(() -> enrolled(gateway, "guessed"))
          .isInstanceOf(NodeStoppedException.class)
          .hasMessageContaining("enrolment secret");
    }
  }

  private long enrolled(FakeGateway gateway, String secret)
      throws NodeStoppedException, InterruptedException {
    return BrokerNode.enrolled(gateway.address(), "192.0.2.8", secret, told::add);
  }

  private static FakeGateway again(int port) {
    try {
      return new FakeGateway(port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
