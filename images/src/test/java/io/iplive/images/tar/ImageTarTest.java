package io.iplive.images.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.images.Image;
import io.iplive.images.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTarTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Platform PLATFORM = new Platform("amd64", "lib/", "lib64/ld");

  @TempDir Path folder;

  @Test
  void theSameFilesOfAnyAgeAreTheSameImage() throws IOException, InterruptedException {
    Path first = written("first", Instant.parse("2020-01-01T00:00:00Z"));
    Path second = written("second", Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  @Test
  void nobodyButRootOwnsWhatIsReadAndTheProgramsUserOwnsWhatIsWritten()
      throws IOException, InterruptedException {
    Map<String, byte[]> archive = entries(Files.newInputStream(written("one", Instant.EPOCH)));
    JsonNode manifest = JSON.readTree(archive.get("manifest.json")).path(0);
    JsonNode config = JSON.readTree(archive.get(manifest.path("Config").asText())).path("config");

    assertThat(config.path("User").asText()).isEqualTo("10001:10001");
    assertThat(config.at("/Entrypoint/1").asText()).isEqualTo("@/app/start");
    assertThat(config.at("/Labels/a").asText()).isEqualTo("b");
    assertThat(config.path("ExposedPorts").has("9090/tcp")).isTrue();
    assertThat(manifest.at("/RepoTags/0").asText()).isEqualTo("iplive/verdict-service:1");

    Map<String, TarArchiveEntry> files = new TreeMap<>();
    for (JsonNode layer : manifest.path("Layers")) {
      InputStream packed = new ByteArrayInputStream(archive.get(layer.asText()));
      TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(packed));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), entry);
      }
    }
    TarArchiveEntry read = Objects.requireNonNull(files.get("etc/file"));
    TarArchiveEntry shared = Objects.requireNonNull(files.get("tmp/"));
    TarArchiveEntry own = Objects.requireNonNull(files.get("var/lib/iplive/"));
    assertThat(read.getLongUserId()).isZero();
    assertThat(read.getMode() & 0777).isEqualTo(0644);
    assertThat(shared.getMode() & 0777).isEqualTo(0777);
    assertThat(own.getLongUserId()).isEqualTo(10001);
  }

  private Path written(String name, Instant time) throws IOException, InterruptedException {
    Path root = folder.resolve(name);
    Path file = root.resolve("etc/file");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "text");
    Files.setLastModifiedTime(file, FileTime.from(time));
    Path tar = folder.resolve(name + ".tar");
    new ImageTar(PLATFORM, folder.resolve(name + "-layers"))
        .withTree("root", root, "/")
        .withWritable(root)
        .write(Image.VERDICT, "iplive/verdict-service:1", Map.of("a", "b"), tar);
    return tar;
  }

  private static Map<String, byte[]> entries(InputStream archive) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    assertThat(new String(entries.get("manifest.json"), UTF_8)).startsWith("[");
    return entries;
  }
}
