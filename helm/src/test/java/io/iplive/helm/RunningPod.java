package io.iplive.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.iplive.images.start.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A container of the chart, as far as a process can be one: its image's files and nothing else,
 * read-only but for its volumes, as its ordinary user, with its environment; at an address of its
 * own, so that its ports are the chart's.
 */
record RunningPod(String name, String address, Program program, Path log) implements AutoCloseable {

  /** Mounts are seen by this process and its children alone, and end with them. */
  private static final String ENTER =
      """
      root=$1; state=$2; user=$3; shift 3
      inner=$PATH
      PATH=/usr/sbin:/usr/bin:/sbin:/bin
      mount --bind "$root" "$root"
      mount -t proc proc "$root/proc"
      mount --rbind /dev "$root/dev"
      mount -t tmpfs -o mode=1777,size=256m tmp "$root/tmp"
      chown "$user" "$state"
      mount --bind "$state" "$root/var/lib/iplive"
      mount -o remount,bind,ro "$root"
      chroot=$(command -v chroot)
      PATH=$inner
      exec "$chroot" --userspec="$user" "$root" "$@"
      """;

  /**
   * Starts it.
   *
   * @param environment beside the image's own
   * @param folder for its volume and its log
   */
  static RunningPod start(
      String name,
      String address,
      UnpackedImage image,
      List<String> command,
      Map<String, String> environment,
      Path folder)
      throws IOException {
    Path state = Files.createDirectories(folder.resolve(name));
    Path log = folder.resolve(name + ".log");
    List<String> whole =
        new ArrayList<>(
            List.of(
                "unshare", "--mount", "--propagation", "private", "/bin/sh", "-ec", ENTER, "sh"));
    whole.addAll(List.of(image.root().toString(), state.toString(), image.user()));
    whole.addAll(command);
    Map<String, String> all = new HashMap<>(image.environment());
    all.putAll(environment);
    return new RunningPod(name, address, Program.start(whole, all, log), log);
  }

  /** What a container starts: its command or the image's, and its arguments. */
  static List<String> command(Container container, UnpackedImage image) {
    List<String> command = new ArrayList<>(container.getCommand());
    if (command.isEmpty()) {
      command.addAll(image.entryPoint());
    }
    command.addAll(container.getArgs());
    return command;
  }

  /** As its kubelet asks; answers how long after the start it was ready. */
  Duration awaitReady(Container container) throws IOException, InterruptedException {
    var probe = container.getReadinessProbe().getHttpGet();
    int port =
        container.getPorts().stream()
            .filter(each -> each.getName().equals(probe.getPort().getStrVal()))
            .findFirst()
            .orElseThrow()
            .getContainerPort();
    return program.awaitOk(URI.create("http://%s:%d%s".formatted(address, port, probe.getPath())));
  }

  /** Of one that ends by itself. */
  void succeeds() throws IOException {
    if (program.exitCode() != 0) {
      throw new AssertionError("%s: %s".formatted(name, Files.readString(log)));
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
