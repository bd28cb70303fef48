package io.iplive.acceptance.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code php -S} with conformance/receiver.php: it puts every call to the checks of its kind. */
public final class StrictReceiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final PhpServer php;

  /** Starts it; its script and log are in {@code folder}. */
  public StrictReceiver(Path folder) throws IOException {
    log = folder.resolve("calls.log");
    php = new PhpServer(folder, "conformance/receiver.php");
  }

  /** Its address without a path. */
  public String address() {
    return php.address();
  }

  /** What each check said, call by call: what was wrong, or nothing. */
  public Map<String, List<String>> checks() throws IOException {
    Map<String, List<String>> checks = new LinkedHashMap<>();
    String text = Files.exists(log) ? Files.readString(log) : "";
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode call = JSON.readTree(line);
      String kind = call.path("path").asText().substring(1);
      call.path("checks")
          .properties()
          .forEach(check ->
              checks
                  .computeIfAbsent(kind + "." + check.getKey(), _ -> new ArrayList<>())
                  .add(check.getValue().asText()));
    }
    return checks;
  }

  @Override
  public void close() {
    php.close();
  }
}
