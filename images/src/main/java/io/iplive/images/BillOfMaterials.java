package io.iplive.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.images.debian.RootFiles.Installed;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What is in an image, as CycloneDX writes it: the module's jars, the Java below, Debian's files.
 */
final class BillOfMaterials {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Installed> system;
  private final String javaName;
  private final String javaVersion;

  /**
   * A bill's lower part.
   *
   * @param java name and version
   */
  BillOfMaterials(List<Installed> system, List<String> java) {
    this.system = system;
    this.javaName = java.getFirst();
    this.javaVersion = java.getLast();
  }

  /** The whole of an image, from the bill that its module's build made. */
  byte[] with(Path module) throws IOException {
    if (!(JSON.readTree(module.toFile()) instanceof ObjectNode bill)
        || !(bill.path("components") instanceof ArrayNode components)) {
      throw new Complaint("%s is no bill of materials.".formatted(module));
    }
    for (JsonNode each : lower()) {
      components.add(each);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bill);
  }

  private ArrayNode lower() {
    ArrayNode lower = JSON.createArrayNode();
    lower.add(
        component(
            "platform",
            "Java runtime of " + javaName,
            javaVersion,
            "pkg:generic/openjdk@" + encoded(javaVersion)));
    for (Installed each : system) {
      lower.add(
          component(
              "library",
              each.name(),
              each.version(),
              "pkg:deb/debian/%s@%s?arch=%s"
                  .formatted(encoded(each.name()), encoded(each.version()), each.architecture())));
    }
    return lower;
  }

  private static ObjectNode component(String type, String name, String version, String address) {
    return JSON.createObjectNode()
        .put("type", type)
        .put("bom-ref", address)
        .put("name", name)
        .put("version", version)
        .put("purl", address);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
