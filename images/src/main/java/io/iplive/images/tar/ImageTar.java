package io.iplive.images.tar;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.iplive.images.Complaint;
import io.iplive.images.Image;
import io.iplive.images.Layout;
import io.iplive.images.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes archives that {@code docker load}, {@code podman load} and {@code ctr import} take. */
public final class ImageTar {

  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions FOLDER = FilePermissions.fromOctalString("755");
  private static final FilePermissions OPEN_FOLDER = FilePermissions.fromOctalString("777");
  private static final String ROOT = "0:0";

  private final Platform platform;
  private final Path cache;
  private final List<FileEntriesLayer> layers = new ArrayList<>();

  /**
   * One.
   *
   * @param cache layers that other images of this run have too; jib knows files by their times, and
   *     ours are all the same, so that no two runs may share it
   */
  public ImageTar(Platform platform, Path cache) {
    this.platform = platform;
    this.cache = cache;
  }

  /** A layer of everything in a folder. */
  public ImageTar withTree(String name, Path folder, String at) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        if (!file.equals(folder)) {
          add(layer, file, AbsoluteUnixPath.get(at).resolve(folder.relativize(file)));
        }
      }
    }
    layers.add(layer.build());
    return this;
  }

  /** A layer of some files, in one folder. */
  public ImageTar withFiles(String name, Map<String, Path> files) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    files.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(file -> add(layer, file.getValue(), AbsoluteUnixPath.get(file.getKey())));
    layers.add(layer.build());
    return this;
  }

  /** A layer of folders that may be written to; the mount points of volumes. */
  public ImageTar withWritable(Path anyFolder) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("writable");
    for (String path : Layout.WRITABLE) {
      boolean shared = path.equals("/tmp");
      layer.addEntry(
          anyFolder,
          AbsoluteUnixPath.get(path),
          shared ? OPEN_FOLDER : FOLDER,
          Layout.TIME,
          shared ? ROOT : owner());
    }
    layers.add(layer.build());
    return this;
  }

  private static void add(FileEntriesLayer.Builder layer, Path file, AbsoluteUnixPath at) {
    FilePermissions permissions =
        Files.isDirectory(file) ? FOLDER : Files.isExecutable(file) ? PROGRAM : FILE;
    layer.addEntry(file, at, permissions, Layout.TIME, ROOT);
  }

  private static String owner() {
    return "%1$d:%1$d".formatted(Layout.USER);
  }

  /**
   * Writes it.
   *
   * @return the image's digest
   */
  public String write(Image image, String reference, Map<String, String> labels, Path tar)
      throws IOException, InterruptedException {
    JibContainerBuilder jib =
        Jib.fromScratch()
            .setPlatforms(
                Set.of(
                    new com.google.cloud.tools.jib.api.buildplan.Platform(
                        platform.architecture(), "linux")))
            .setFormat(ImageFormat.Docker)
            .setFileEntriesLayers(layers)
            .setEntrypoint(Layout.entryPoint())
            .setEnvironment(Layout.environment())
            .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
            .setUser(owner())
            .setExposedPorts(image.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
            .setLabels(labels)
            .setCreationTime(Layout.TIME);
    try {
      JibContainer container =
          jib.containerize(
              Containerizer.to(TarImage.at(tar).named(reference))
                  .setToolName("iplive")
                  .setOfflineMode(true)
                  .setBaseImageLayersCache(cache)
                  .setApplicationLayersCache(cache));
      return container.getDigest().toString();
    } catch (InvalidImageReferenceException e) {
      throw new Complaint("'%s' is no name of an image: another --tag.".formatted(reference), e);
    } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
      throw new Complaint("%s cannot be written (%s).".formatted(tar, e.getMessage()), e);
    }
  }
}
