package io.iplive.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * An image's jars as its module's build left them, laid out as they are in the image.
 *
 * @param jars in the order of the class path; the module's own comes first
 * @param own those of them that this checkout made
 * @param folder where they lie here
 */
record Application(Image image, List<String> jars, Set<String> own, Path folder) {

  /** Lays it out below {@code apps}. */
  static Application lay(Image image, Path root, String version, Path apps) throws IOException {
    Path target = root.resolve(image.module()).resolve("target");
    Path folder = Files.createDirectories(apps.resolve(image.word()));
    List<Path> sources = new ArrayList<>();
    sources.add(target.resolve("%s-%s.jar".formatted(image.module(), version)));
    String classPath = Files.readString(target.resolve("image.classpath")).strip();
    for (String entry : classPath.split(":", -1)) {
      sources.add(Path.of(entry));
    }
    List<String> jars = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> own = new HashSet<>();
    for (Path source : sources) {
      String name = source.getFileName().toString();
      if (!names.add(name)) {
        throw new Complaint(
            "Two jars of %s are called %s: only one can lie in %s."
                .formatted(image.word(), name, Layout.APP));
      }
      Files.copy(source, folder.resolve(name));
      jars.add(name);
      if (source.startsWith(root)) {
        own.add(name);
      }
    }
    Files.writeString(folder.resolve(Layout.START), Layout.startFile(image, jars));
    return new Application(image, List.copyOf(jars), Set.copyOf(own), folder);
  }

  List<Path> paths() {
    return jars.stream().map(folder::resolve).toList();
  }

  /** What the module's build found in it. */
  Path billOfModule(Path root) {
    return root.resolve(image.module()).resolve("target/image-sbom.json");
  }

  /** Changes whenever a byte of a jar, their order or the start does. */
  String key(String runtime) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(runtime.getBytes(UTF_8));
      digest.update(Files.readAllBytes(folder.resolve(Layout.START)));
      for (Path jar : paths()) {
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
