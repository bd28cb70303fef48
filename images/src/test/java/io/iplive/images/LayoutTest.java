package io.iplive.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.images.Main.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is laid into an image, and what is asked for. */
class LayoutTest {

  @TempDir Path root;

  @Test
  void anImageStartsItsProgramFromAClassPathInOneOrder() {
    assertThat(Layout.startFile(Image.VERDICT, List.of("verdict-service-1.jar", "avro.jar")))
        .startsWith("-XX:AOTCache=/app/start.aot\n")
        .endsWith("-cp\n/app/verdict-service-1.jar:/app/avro.jar\nio.iplive.verdict.VerdictMain\n");
    assertThat(Layout.entryPoint()).containsExactly("/opt/java/bin/java", "@/app/start");
    assertThat(Layout.environment().keySet()).containsExactly("PATH", "JAVA_HOME");
  }

  @Test
  void theModulesOwnJarComesFirstAndTheRestInTheOrderOfItsBuild() throws IOException {
    module("verdict-service", jar("z.jar"), jar("a.jar"));

    Application laid = Application.lay(Image.VERDICT, root, "1", root.resolve("apps"));

    assertThat(laid.jars()).containsExactly("verdict-service-1.jar", "z.jar", "a.jar");
    assertThat(laid.paths()).allMatch(Files::exists);
    assertThat(Files.readString(laid.folder().resolve(Layout.START)))
        .isEqualTo(Layout.startFile(Image.VERDICT, laid.jars()));
  }

  @Test
  void twoJarsOfOneNameAreRefused() throws IOException {
    module("verdict-service", jar("one/a.jar"), jar("two/a.jar"));
    assertThatThrownBy(() -> Application.lay(Image.VERDICT, root, "1", root.resolve("apps")))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("a.jar");
  }

  @Test
  void aChangedByteOfAJarAsksForANewCache() throws IOException {
    Path jar = jar("a.jar");
    module("verdict-service", jar);
    String before = Application.lay(Image.VERDICT, root, "1", root.resolve("before")).key("java");
    String again = Application.lay(Image.VERDICT, root, "1", root.resolve("again")).key("java");
    Files.writeString(jar, "b.jar");
    String after = Application.lay(Image.VERDICT, root, "1", root.resolve("after")).key("java");

    assertThat(again).isEqualTo(before);
    assertThat(after).isNotEqualTo(before);
  }

  private void module(String name, Path... classPath) throws IOException {
    Path target = root.resolve(name).resolve("target");
    Files.createDirectories(target);
    Files.writeString(target.resolve(name + "-1.jar"), name);
    Files.writeString(
        target.resolve("image.classpath"),
        String.join(":", List.of(classPath).stream().map(Path::toString).toList()));
  }

  private Path jar(String name) throws IOException {
    Path jar = root.resolve("repository").resolve(name);
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, jar.getFileName().toString());
  }

  @Test
  void whatIsAskedForIsTakenOrRefused() {
    Path preset = Path.of("/preset");
    assertThat(Wish.of(List.of(), preset, "1")).isEqualTo(new Wish(preset, "1"));
    assertThat(Wish.of(List.of("--tag", "1.2-rc", "--out", "/x"), preset, "1"))
        .isEqualTo(new Wish(Path.of("/x"), "1.2-rc"));
    for (List<String> wrong :
        List.of(
            List.of("--tag"),
            List.of("--tag", "a/b"),
            List.of("--out", ""),
            List.of("--tagg", "1"))) {
      assertThatThrownBy(() -> Wish.of(wrong, preset, "1")).isInstanceOf(Complaint.class);
    }
  }
}
