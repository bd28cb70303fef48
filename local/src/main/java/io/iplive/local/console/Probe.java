package io.iplive.local.console;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.probe.ShellProbe;
import io.iplive.local.probe.Wish;
import io.iplive.prober.net.EngineSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** {@code probe}: one probe from here; needs nothing that runs. */
final class Probe {

  private final PrintStream out;

  Probe(PrintStream out) {
    this.out = out;
  }

  /** The exit code: 0 for a target that is up. */
  int run(CommandLine line) {
    EngineSettings settings = EngineSettings.defaults(1);
    Optional<String> roots = line.value("--ca");
    if (roots.isPresent()) {
      settings = trusting(settings, Path.of(roots.get()));
    }
    if (line.value("--rdap").isPresent()) {
      settings = settings.registry(line.required("--rdap"));
    }
    Wish wish = new Wish(line.withWords(1, 2).words(), line.options());
    return new ShellProbe(out).run(wish, settings, line.has("--json")) ? 0 : 1;
  }

  private static EngineSettings trusting(EngineSettings settings, Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      return settings.trusting(
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toList());
    } catch (IOException | CertificateException e) {
      throw new Complaint(
          "--ca is '%s', allowed is a file of certificates in PEM.".formatted(file), e);
    }
  }
}
