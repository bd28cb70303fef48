package io.iplive.images.debian;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.images.Complaint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianPackageTest {

  private static final Map<String, String> CONTROL =
      Map.of("control", "Package: libx1\nVersion: 1:2.3-4\nArchitecture: amd64\n");

  @TempDir Path folder;

  @Test
  void contentIsFoundThroughLinksOfTheSamePackage() throws IOException {
    DebianPackage found =
        DebianPackage.read(
            deb(
                ".xz",
                Map.of(
                    "lib/triplet/libx.so.1", "-> libx.so.1.2",
                    "lib/triplet/libx.so.1.2", "content",
                    "usr/lib/other", "-> ../../lib/triplet/libx.so.1",
                    "usr/share/doc/libx1", "-> x-base",
                    "again", "-> again")));

    assertThat(text(found, "lib/triplet/libx.so.1")).isEqualTo("content");
    assertThat(text(found, "usr/lib/other")).isEqualTo("content");
    assertThat(found.content("usr/share/doc/libx1")).isEmpty();
    assertThat(found.content("again")).isEmpty();
    assertThat(found.links()).containsEntry("usr/share/doc/libx1", "x-base");
  }

  @Test
  void itSaysWhatItIs() throws IOException {
    DebianPackage found = DebianPackage.read(deb(".xz", Map.of()));
    assertThat(found.name()).isEqualTo("libx1");
    assertThat(found.version()).isEqualTo("1:2.3-4");
    assertThat(found.architecture()).isEqualTo("amd64");
  }

  @Test
  void whatIsNotDebiansIsRefused() throws IOException {
    Path other = deb(".zst", Map.of());
    assertThatThrownBy(() -> DebianPackage.read(other))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("control.tar.zst");
  }

  private static String text(DebianPackage found, String path) {
    return new String(found.content(path).orElseThrow(), UTF_8);
  }

  private Path deb(String ending, Map<String, String> files) throws IOException {
    Path deb = folder.resolve("libx1.deb");
    try (ArArchiveOutputStream ar = new ArArchiveOutputStream(Files.newOutputStream(deb))) {
      part("debian-binary", "2.0\n".getBytes(UTF_8), ar);
      part("control.tar" + ending, tar(CONTROL), ar);
      part("data.tar" + ending, tar(new TreeMap<>(files)), ar);
    }
    return deb;
  }

  private static void part(String name, byte[] content, ArArchiveOutputStream ar)
      throws IOException {
    ar.putArchiveEntry(new ArArchiveEntry(name, content.length));
    ar.write(content);
    ar.closeArchiveEntry();
  }

  private static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(packed))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        if (file.getValue().startsWith("-> ")) {
          TarArchiveEntry link = new TarArchiveEntry("./" + file.getKey(), TarConstants.LF_SYMLINK);
          link.setLinkName(file.getValue().substring(3));
          tar.putArchiveEntry(link);
        } else {
          byte[] content = file.getValue().getBytes(UTF_8);
          TarArchiveEntry entry = new TarArchiveEntry("./" + file.getKey());
          entry.setSize(content.length);
          tar.putArchiveEntry(entry);
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }
}
