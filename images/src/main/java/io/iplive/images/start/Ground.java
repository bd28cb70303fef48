package io.iplive.images.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.images.Complaint;
import io.iplive.images.Image;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What services stand on: a broker, a registry and a database of {@code ./iplive}, without its
 * services.
 */
public final class Ground implements AutoCloseable {

  public static final String DATABASE_OWNER = "iplive";

  private final Path script;
  private final Path data;
  private final Properties instance;
  private final Properties secrets;

  private Ground(Path script, Path data, Properties instance, Properties secrets) {
    this.script = script;
    this.data = data;
    this.instance = instance;
    this.secrets = secrets;
  }

  /**
   * Starts it.
   *
   * @param root the checkout
   * @param data a folder for its data
   */
  public static Ground open(Path root, Path data) throws IOException, InterruptedException {
    Path script = root.resolve("iplive");
    iplive(script, data, "up", "-d", "--only", "none", "--port", Integer.toString(freePort()));
    return new Ground(
        script,
        data,
        properties(data.resolve("instance.properties")),
        properties(data.resolve("secrets.properties")));
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  /** A port on loopback that nobody listens at. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Host and port of {@code broker}, {@code registry} or {@code postgres}. */
  public String address(String part) {
    return "127.0.0.1:" + setting("port." + part);
  }

  /** Of the owner of the databases. */
  public String databasePassword() {
    return secret("database.password");
  }

  /** Where the gateway has to answer. */
  public int gatewayPort() {
    return Integer.parseInt(setting("port"));
  }

  private String setting(String name) {
    return instance.getProperty(name, "");
  }

  private String secret(String name) {
    return secrets.getProperty(name, "");
  }

  /**
   * The environment of an image's program.
   *
   * @param port where a service answers
   * @param state a folder of its own
   */
  public Map<String, String> environment(Image image, int port, Path state) {
    Map<String, String> all = new HashMap<>();
    all.put("SERVER_ADDRESS", "127.0.0.1");
    all.put("SERVER_PORT", Integer.toString(port));
    all.put("IPLIVE_KAFKA_BOOTSTRAP_SERVERS", address("broker"));
    all.put("IPLIVE_REGISTRY_URL", "http://%s/apis/ccompat/v7".formatted(address("registry")));
    all.put("IPLIVE_PARTITIONS", "4");
    all.put("IPLIVE_STATE_DIR", state.toString());
    all.put("IPLIVE_INSTANCE_ID", image.word() + "-0");
    all.put("IPLIVE_SECRETS_CURRENT", "k1");
    all.put("IPLIVE_SECRETS_KEYS_K1", secret("encryption.key.k1"));
    all.put("IPLIVE_OPERATOR_TOKEN", secret("operator.token"));
    all.put("IPLIVE_OUTBOUND_ALLOWED", "127.0.0.0/8");
    switch (image) {
      case API_GATEWAY -> {
        database("gateway", all);
        all.put("IPLIVE_ENROLMENT_SECRET", secret("enrolment.secret"));
      }
      case NOTIFIER -> database("notifier", all);
      case PROBER -> {
        all.put("IPLIVE_PROBER_INSTANCE_ID", "prober-0");
        all.put("IPLIVE_PROBER_ENROLMENT_GATEWAY", gateway());
        all.put("IPLIVE_PROBER_ENROLMENT_ADDRESS", "127.0.0.1");
        all.put("IPLIVE_PROBER_ENROLMENT_SECRET", secret("enrolment.secret"));
      }
      case NODE -> {
        all.put("IPLIVE_NODE_GATEWAY", gateway());
        all.put("IPLIVE_NODE_IP", "127.0.0.2");
        all.put("IPLIVE_NODE_PASSWD", secret("enrolment.secret"));
        all.put("IPLIVE_NODE_DATA", state.toString());
      }
      case SCHEDULER, VERDICT, TOOLS -> {}
    }
    return all;
  }

  private String gateway() {
    return "http://127.0.0.1:" + gatewayPort();
  }

  private void database(String name, Map<String, String> all) {
    all.put(
        "SPRING_DATASOURCE_URL", "jdbc:postgresql://%s/%s".formatted(address("postgres"), name));
    all.put("SPRING_DATASOURCE_USERNAME", DATABASE_OWNER);
    all.put("SPRING_DATASOURCE_PASSWORD", databasePassword());
  }

  private static void iplive(Path script, Path data, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString(), "--data", data.toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("iplive-ground", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("IPLIVE_BUILT", "1");
      if (builder.start().waitFor() != 0) {
        throw new Complaint(
            "./iplive %s failed: %s".formatted(arguments[0], Files.readString(log, UTF_8).strip()));
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      iplive(script, data, "down");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
