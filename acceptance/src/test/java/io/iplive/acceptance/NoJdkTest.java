package io.iplive.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.run.Iplive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a machine without JDK 25. This one has it, so the scripts run with nothing on their path but
 * what they need, and with a {@code grep} to which no JDK is of that version.
 */
class NoJdkTest {

  @TempDir Path programs;

  @BeforeEach
  void provide() throws IOException {
    for (String program : List.of("dirname", "readlink")) {
      Path real =
          List.of(Path.of("/usr/bin"), Path.of("/bin")).stream()
              .map(folder -> folder.resolve(program))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(programs.resolve(program), real);
    }
    Path grep = Files.writeString(programs.resolve("grep"), "#!/bin/sh\nexit 1\n");
    assertThat(grep.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void ipliveSaysWhatToInstall() throws IOException, InterruptedException {
    assertThat(said("/bin/bash", "iplive", "status"))
        .isEqualTo(
            "iplive: it runs on JDK 25, and none was found: install one (Temurin, say) or set JAVA_HOME to it.");
  }

  @Test
  void mavenSaysWhatToInstall() throws IOException, InterruptedException {
    assertThat(said("/bin/sh", "mvnw", "--version"))
        .isEqualTo(
            "iplive is built with JDK 25, and none was found: install one (Temurin, say) or set JAVA_HOME to it.");
  }

  private String said(String shell, String script, String argument)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(shell, Iplive.root().resolve(script).toString(), argument);
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("HOME", programs.toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return said.strip();
  }
}
