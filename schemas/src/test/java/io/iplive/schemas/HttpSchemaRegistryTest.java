package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose certificate an authority of the installation signed. */
class HttpSchemaRegistryTest {

  private static final String PASSWORD = "changeit";

  @SuppressWarnings("NullAway.Init") // Set by JUnit.
  @TempDir
  private Path folder;

  @Test
  void isTrustedByTheAuthorityThatIsNamedAndByNoOther() throws Exception {
    Path store = folder.resolve("keys.p12");
    keytool(store, "-genkeypair", "-alias", "ca", "-dname", "CN=Own CA", "-ext", "bc:c");
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "server",
        "-dname",
        "CN=registry",
        "-ext",
        "san=ip:127.0.0.1",
        "-signer",
        "ca");
    Path ca = folder.resolve("ca.crt");
    keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", ca.toString());
    keytool(store, "-delete", "-alias", "ca");
    try (RegistryServer server = RegistryServer.secured(tls(store))) {
      Schema schema = Schema.create(Schema.Type.STRING);
      int id = new HttpSchemaRegistry(server.address(), ca.toString()).register("s-value", schema);
      assertThat(new HttpSchemaRegistry(server.address(), ca.toString()).schema(id))
          .isEqualTo(schema);
      assertThatThrownBy(() -> new HttpSchemaRegistry(server.address()).schema(id))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aFileWithoutAuthoritiesIsRefusedByItsName() throws IOException {
    Path none = Files.writeString(folder.resolve("none"), "");
    assertThatThrownBy(() -> new HttpSchemaRegistry("https://registry", none.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("iplive.registry.ca is " + none);
    assertThatThrownBy(() -> new HttpSchemaRegistry("https://registry", none + "-at-all"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed: a PEM file of certificates");
  }

  private static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  private static void keytool(Path store, String... what) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(what));
    if (what[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }
}
