package io.iplive.images.start;

import io.iplive.images.Image;
import io.iplive.images.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image's files as {@code ./iplive images} laid them out on this machine, before it packed them.
 *
 * @param root the checkout
 */
public record LaidImage(Path root, Image image) {

  /** Starts its program as its entry point does, with the image's own Java. */
  public List<String> command(List<String> options) throws IOException {
    Path work = root.resolve("images/target/work");
    Path app = work.resolve("apps").resolve(image.word());
    List<String> command = new ArrayList<>();
    command.add(work.resolve("jre/bin/java").toString());
    command.addAll(options);
    for (String line : Files.readAllLines(app.resolve("start"))) {
      command.add(line.replace(Layout.APP + "/", app + "/"));
    }
    return command;
  }
}
