package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the notes after an installation warn of. */
class NotesTest {

  private static final String ONE_ADDRESS = "All who come by the ingress are one address";
  private static final String PUBLIC = "image.registry is empty";

  @Test
  void thatAnIngressHidesItsCallers() {
    String[] ingress = {"ingress.enabled=true", "ingress.host=api.example.com"};
    assertThat(Chart.notes(ingress)).contains(ONE_ADDRESS);
    assertThat(Chart.notes(ingress[0], ingress[1], "gateway.trustedProxies[0]=10.0.0.0/8"))
        .doesNotContain(ONE_ADDRESS);
    assertThat(Chart.notes()).doesNotContain(ONE_ADDRESS);
  }

  @Test
  void thatImagesWouldBeAPublicRegistrys() {
    assertThat(Chart.notes()).contains(PUBLIC);
    assertThat(Chart.notes("image.registry=registry.example")).doesNotContain(PUBLIC);
    assertThat(Chart.notes("image.repository=registry.example/iplive")).doesNotContain(PUBLIC);
  }

  @Test
  void whichSecretsToCopy() {
    assertThat(Chart.notes("secrets.keyIds[0]=k1", "secrets.keyIds[1]=k2"))
        .contains("Keep a copy of that Secret and of iplive-key-k1, iplive-key-k2 elsewhere");
  }
}
