package io.iplive.local.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path temporary;

  @Test
  void refusesAFileInItsPlace() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.at(file).prepared())
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("is a file, not a directory");
  }

  @Test
  void belongsToOneAtATime() throws IOException {
    DataDirectory data = DataDirectory.at(temporary.resolve("d")).prepared();
    try (var lock = data.lock().orElseThrow()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(data.lock()).isEmpty();
    }
    assertThat(data.lock()).isPresent();
  }

  @Test
  void makesSecretsOnceForItsOwnerOnly() throws IOException {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    Secrets first = Secrets.of(data);
    assertThat(Secrets.of(data)).isEqualTo(first);
    assertThat(first.enrolmentSecret()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.secrets())))
        .isEqualTo("rw-------");
    assertThat(first.toString()).doesNotContain(first.operatorToken());
  }

  @Test
  void saysWhichSecretIsDamaged() throws IOException {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    Secrets.of(data);
    Files.writeString(data.secrets(), Files.readString(data.secrets()).replace("token=", "t="));
    assertThatThrownBy(() -> Secrets.of(data))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("no operator.token in it");
    Files.writeString(data.secrets(), "\\u00zz");
    assertThatThrownBy(() -> Secrets.of(data)).hasMessageContaining("is damaged");
  }

  @Test
  void makesNoNewSecretsForADatabaseThatNeedsTheOld() throws IOException {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    Files.createDirectories(data.postgres());
    assertThatThrownBy(() -> Secrets.of(data))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("is missing although");
  }

  @Test
  void remembersSettings() {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    assertThat(Settings.of(data))
        .isEqualTo(new Settings(Settings.DEFAULT_PORT, 1, Set.of(), Map.of()));
    Settings chosen = new Settings(7003, 2, Set.of(), Map.of("broker", 20_001));
    chosen.write(data);
    assertThat(Settings.of(data)).isEqualTo(chosen);
    assertThat(chosen.portNames()).contains("prober-1", "prober-2").doesNotContain("gateway");
  }

  @Test
  void runsOnlyTheServicesThatAreNamed() {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    Settings some = new Settings(7003, 2, Set.of("prober", "notifier"), Map.of());
    some.write(data);
    assertThat(Settings.of(data)).isEqualTo(some);
    assertThat(some.services()).containsExactly("notifier", "prober-1", "prober-2");
    assertThat(some.portNames()).contains("verdict");
    assertThatThrownBy(() -> new Settings(7003, 1, Set.of("mailer"), Map.of()))
        .hasMessageContaining("'mailer'");
  }

  @Test
  void refusesDamagedAndImpossibleSettings() throws IOException {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    Files.writeString(data.settings(), "port=abc\n");
    assertThatThrownBy(() -> Settings.of(data)).hasMessageContaining("port is 'abc', not a number");
    assertThatThrownBy(() -> new Settings(0, 1, Set.of(), Map.of()))
        .hasMessageContaining("1 to 65535");
    assertThatThrownBy(() -> new Settings(6003, 0, Set.of(), Map.of()))
        .hasMessageContaining("--nodes is 0");
  }

  @Test
  void saysWhatToDoAboutADisk() {
    assertThat(
            Disk.sentence("write x", new FileSystemException("x", null, "No space left on device")))
        .isEqualTo(
            "Cannot write x: the disk is full; make room, or name another place with --data.");
    assertThat(
            Disk.sentence("write x", new FileSystemException("x", null, "Read-only file system")))
        .contains("the file system is read-only");
    assertThat(Disk.sentence("write x", new AccessDeniedException("x")))
        .contains("permission denied");
  }
}
