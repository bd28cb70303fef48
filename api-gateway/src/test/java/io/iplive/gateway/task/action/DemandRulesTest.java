package io.iplive.gateway.task.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.call.Rule.Reading;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandRulesTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  /** A prober reads all of them, and a job that it cannot read is nobody's answer. */
  @Test
  void eachCertificateHasToBeReadable() throws Exception {
    KeyStore store = store();
    String certificate = pem("CERTIFICATE", store.getCertificate("own").getEncoded());
    String key = pem("PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded());
    String broken = pem("CERTIFICATE", "no certificate".getBytes(StandardCharsets.US_ASCII));

    assertThat(DemandRules.identity().read(certificate + key)).isInstanceOf(Reading.Good.class);
    assertThat(DemandRules.identity().read(certificate + certificate + key))
        .isInstanceOf(Reading.Good.class);
    assertThat(DemandRules.identity().read(certificate + broken + key))
        .isInstanceOf(Reading.Bad.class);
    assertThat(DemandRules.identity().read(broken + certificate + key))
        .isInstanceOf(Reading.Bad.class);
  }

  private KeyStore store() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-dname",
                "CN=own",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind);
  }
}
