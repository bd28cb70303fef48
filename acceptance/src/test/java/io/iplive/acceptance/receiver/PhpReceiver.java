package io.iplive.acceptance.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code php -S} with receiver.php: the far end of every call, as a panel would write it. */
public final class PhpReceiver implements Receiver, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final PhpServer php;
  private final ObjectNode secrets = JSON.createObjectNode();

  /** Starts it; its script, log and secrets are in {@code folder}. */
  public PhpReceiver(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    secrets.putObject("apps");
    secrets.putArray("contacts");
    writeSecrets();
    php = new PhpServer(folder, "receiver.php");
  }

  /** Whether this machine has PHP on its PATH. */
  public static boolean possible() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("php", "-v")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  public String callbackAddress() {
    return php.address() + "/cb.php";
  }

  public String outageAddress() {
    return php.address() + "/outage.php";
  }

  /** From now on callbacks of this app are checked against its secret. */
  public void knowApp(String app, String secret) throws IOException {
    secrets.withObject("/apps").put(app, secret);
    writeSecrets();
  }

  /** From now on calls of a contact with this secret are right. */
  public void knowContact(String secret) throws IOException {
    secrets.withArray("/contacts").add(secret);
    writeSecrets();
  }

  private void writeSecrets() throws IOException {
    Path fresh = folder.resolve("secrets.new");
    Files.writeString(fresh, secrets.toString());
    Files.move(fresh, folder.resolve("secrets.json"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public List<Call> calls() throws IOException {
    Path log = folder.resolve("calls.log");
    if (!Files.exists(log)) {
      return List.of();
    }
    String text = Files.readString(log);
    List<Call> calls = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      calls.add(call(JSON.readTree(line)));
    }
    return calls;
  }

  public List<Call.Round> rounds(long group) throws IOException {
    return of(Call.Round.class).stream().filter(round -> round.group() == group).toList();
  }

  public List<Call.Outage> outages(long target) throws IOException {
    return of(Call.Outage.class).stream().filter(outage -> outage.target() == target).toList();
  }

  private <C extends Call> List<C> of(Class<C> kind) throws IOException {
    return calls().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Call call(JsonNode line) throws JsonProcessingException {
    Instant at = Instant.ofEpochMilli(line.path("at").asLong());
    String delivery = line.path("delivery").asText();
    String trouble = line.path("trouble").asText();
    Map<String, String> all = new HashMap<>();
    line.path("fields")
        .properties()
        .forEach(field -> all.put(field.getKey(), field.getValue().asText()));
    Fields fields = new Fields(all);
    return line.path("kind").asText().equals("callback")
        ? fields.round(at, delivery, trouble, line.path("app").asText())
        : fields.outage(at, delivery, trouble);
  }

  @Override
  public void close() {
    php.close();
  }
}
