package io.iplive.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image's root file system as a container runtime makes it, and how the image says it starts.
 *
 * @param config as its archive has it
 */
record UnpackedImage(Path root, JsonNode config) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static UnpackedImage of(Path tar, Path folder) throws IOException, InterruptedException {
    Path archive = Files.createDirectories(folder.resolve("archive"));
    Path root = Files.createDirectories(folder.resolve("root"));
    tar("-xf", tar.toString(), "-C", archive.toString());
    JsonNode manifest = JSON.readTree(archive.resolve("manifest.json").toFile()).path(0);
    for (JsonNode layer : manifest.path("Layers")) {
      Path packed = archive.resolve(layer.asText());
      tar("--same-owner", "-xpzf", packed.toString(), "-C", root.toString());
    }
    for (String mountPoint : List.of("proc", "dev")) {
      Files.createDirectories(root.resolve(mountPoint));
    }
    JsonNode whole = JSON.readTree(archive.resolve(manifest.path("Config").asText()).toFile());
    return new UnpackedImage(root, whole.path("config"));
  }

  private static void tar(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new AssertionError(String.join(" ", command));
    }
  }

  /** Names in its cluster, as the kubelet writes those of a pod. */
  UnpackedImage withHosts(Map<String, String> addresses) throws IOException {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    addresses.forEach((name, address) -> hosts.append(address + " " + name + "\n"));
    Files.writeString(root.resolve("etc/hosts"), hosts);
    return this;
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode each : config.path("Env")) {
      String[] parts = each.asText().split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return environment;
  }

  List<String> entryPoint() {
    List<String> entryPoint = new ArrayList<>();
    config.path("Entrypoint").forEach(each -> entryPoint.add(each.asText()));
    return entryPoint;
  }

  String user() {
    return config.path("User").asText();
  }
}
