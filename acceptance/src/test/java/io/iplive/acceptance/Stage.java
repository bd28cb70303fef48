package io.iplive.acceptance;

import io.iplive.acceptance.receiver.PhpReceiver;
import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Panel;
import io.iplive.acceptance.site.ScriptedTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a story plays on: a running installation of one node, sites, and a panel's PHP script. */
record Stage(Installation installation, ScriptedTarget target, PhpReceiver receiver)
    implements AutoCloseable {

  static Stage open() throws IOException, InterruptedException {
    Path folder = folder("stage");
    Installation installation = new Installation(folder.resolve("data"), 1);
    Stage stage =
        new Stage(installation, new ScriptedTarget(), new PhpReceiver(folder.resolve("receiver")));
    installation.up();
    return stage;
  }

  /** A fresh folder below target/: what a failed story leaves can be read until the next clean. */
  static Path folder(String name) throws IOException {
    Path parent = Path.of("target", "stories").toAbsolutePath();
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, name);
  }

  /** An account whose app calls back to the script, and whose contact is the script. */
  Panel panel(String name) throws IOException, InterruptedException {
    Panel panel = installation.account(name, Optional.of(receiver.callbackAddress()));
    receiver.knowApp(panel.app(), panel.callbackSecret());
    receiver.knowContact(installation.defaultContact(panel, receiver.outageAddress()));
    return panel;
  }

  @Override
  public void close() throws IOException {
    try (target;
        receiver) {
      installation.close();
    }
  }
}
