package io.iplive.prober.net;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine that may probe this machine, and short ways to ask it. */
final class Probing implements AutoCloseable {

  static final long PATIENT = 8_000;

  private final NettyProbeEngine engine;

  Probing(EngineSettings settings) {
    engine = new NettyProbeEngine(settings, _ -> true, InstantSource.system());
  }

  NettyProbeEngine engine() {
    return engine;
  }

  ProbeReport http(int port) {
    return probe(request("http", "127.0.0.1", port, PATIENT, 0, HttpCheck.DEFAULT));
  }

  ProbeReport http(int port, long timeoutMillis) {
    return probe(request("http", "127.0.0.1", port, timeoutMillis, 0, HttpCheck.DEFAULT));
  }

  ProbeReport https(int port, @Nullable String host, boolean verify) {
    HttpCheck check = new HttpCheck("/", host, null, null, ExpectedCodes.DEFAULT, verify, false);
    return probe(request("https", "127.0.0.1", port, PATIENT, 0, check));
  }

  ProbeReport probe(ProbeRequest request) {
    return start(request).orTimeout(60, TimeUnit.SECONDS).join();
  }

  CompletableFuture<ProbeReport> start(ProbeRequest request) {
    CompletableFuture<ProbeReport> report = new CompletableFuture<>();
    engine.probe(request, report::complete);
    return report;
  }

  static ProbeRequest request(
      String protocol, String address, int port, long timeoutMillis, int retries, HttpCheck check) {
    return new ProbeRequest(
        protocol, address, port, Duration.ofMillis(timeoutMillis), retries, check);
  }

  static Failure failure(ProbeReport report) {
    Failure failure = report.failure();
    if (failure == null) {
      throw new AssertionError("No failure in " + report);
    }
    return failure;
  }

  static Attempt.Finding finding(ProbeReport report) {
    return report.last().finding();
  }

  @Override
  public void close() {
    engine.close();
  }
}
