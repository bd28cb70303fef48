package io.iplive.images;

import io.iplive.images.debian.RootFiles;
import io.iplive.images.runtime.JavaRuntime;
import io.iplive.images.tar.ImageTar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All images of a checkout, from what its build left. Layers lie in the order in which they change:
 * Debian's files, Java, other people's jars, ours, the cache.
 */
final class Build {

  private final Path root;
  private final Path work;
  private final String version;
  private final PrintStream out;

  /**
   * Of a checkout.
   *
   * @param work a folder of ours, kept between runs
   */
  Build(Path root, Path work, String version, PrintStream out) {
    this.root = root;
    this.work = work;
    this.version = version;
    this.out = out;
  }

  /** Writes a tar and a bill of materials an image. */
  void write(Path folder, String tag, String revision) throws IOException, InterruptedException {
    Files.createDirectories(work);
    Files.createDirectories(folder);
    Platform platform = Platform.own();
    Path apps = emptied(work.resolve("apps"));
    List<Application> applications = new ArrayList<>();
    for (Image image : Image.values()) {
      applications.add(Application.lay(image, root, version, apps));
    }
    RootFiles files = RootFiles.of(platform, work.resolve("packages"));
    Path debian = emptied(work.resolve("debian"));
    files.writeTo(debian);
    JavaRuntime java = new JavaRuntime();
    Path jre = linked(java, applications.getLast());
    List.of(apps, debian, jre).forEach(Build::timeless);
    Map<Image, Path> caches = new Training(root, work, out).caches(applications, java.key());
    BillOfMaterials bill = new BillOfMaterials(files.installed(), java.nameAndVersion());
    Path layers = emptied(work.resolve("layers"));
    for (Application each : applications) {
      Image image = each.image();
      Files.createLink(each.folder().resolve(Layout.CACHE), caches.get(image));
      String name = "%s-%s".formatted(image.word(), tag);
      Path sbom = folder.resolve(name + ".cdx.json");
      Files.write(sbom, bill.with(each.billOfModule(root)));
      Path tar = folder.resolve(name + ".tar");
      Files.deleteIfExists(tar);
      String digest =
          new ImageTar(platform, layers)
              .withTree("debian", debian, "/")
              .withWritable(debian)
              .withTree("java", jre, Layout.JAVA_HOME)
              .withFiles("libraries", jars(each, false))
              .withFiles("application", application(each, sbom))
              .withFiles("start", Map.of(Layout.APP + "/" + Layout.CACHE, caches.get(image)))
              .write(
                  image,
                  "iplive/%s:%s".formatted(image.word(), tag),
                  labels(image, tag, revision),
                  tar);
      out.printf("%-18s %4d MB  %s%n", image.word(), Files.size(tar) >> 20, digest);
    }
  }

  /** The last application has all jars that there are. */
  private Path linked(JavaRuntime java, Application whole)
      throws IOException, InterruptedException {
    Path jre = work.resolve("jre");
    Path key = work.resolve("jre.key");
    if (!Files.exists(key) || !Files.readString(key).equals(java.key())) {
      out.println("Linking Java …");
      delete(jre);
      java.suffices(whole.paths());
      java.linkTo(jre);
      Files.writeString(key, java.key());
    }
    return jre;
  }

  private static Map<String, Path> jars(Application application, boolean own) {
    Map<String, Path> jars = new LinkedHashMap<>();
    for (String jar : application.jars()) {
      if (application.own().contains(jar) == own) {
        jars.put(Layout.APP + "/" + jar, application.folder().resolve(jar));
      }
    }
    return jars;
  }

  private static Map<String, Path> application(Application application, Path sbom) {
    Map<String, Path> all = jars(application, true);
    all.put(Layout.APP + "/" + Layout.START, application.folder().resolve(Layout.START));
    all.put(Layout.billOfMaterials(), sbom);
    return all;
  }

  private Map<String, String> labels(Image image, String tag, String revision) {
    Map<String, String> labels = new LinkedHashMap<>();
    String prefix = "org.opencontainers.image.";
    labels.put(prefix + "title", "iplive/" + image.word());
    labels.put(prefix + "description", image.description());
    labels.put(prefix + "version", tag);
    labels.put(prefix + "created", Layout.TIME.toString());
    if (!revision.isEmpty()) {
      labels.put(prefix + "revision", revision);
    }
    return labels;
  }

  static Path emptied(Path folder) throws IOException {
    delete(folder);
    return Files.createDirectories(folder);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }

  private static void timeless(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Layout.TIME));
      }
    } catch (IOException e) {
      throw new Complaint("The times of files in %s cannot be set (%s).".formatted(folder, e), e);
    }
  }
}
