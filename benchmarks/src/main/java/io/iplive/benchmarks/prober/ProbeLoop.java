package io.iplive.benchmarks.prober;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.iplive.benchmarks.process.TestCertificate;
import io.iplive.prober.net.EngineSettings;
import io.iplive.prober.net.NettyProbeEngine;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.schemas.OutboundPolicy;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The process in which our engine is measured, with the settings of a prober. Takes a command a
 * line: {@code run PROTOCOL PORT}, {@code rest}, {@code count}, {@code hold PROBES PORT,PORT,…},
 * {@code memory}; answers each with one. Ends with its input.
 */
final class ProbeLoop {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration HELD = Duration.ofMinutes(3);
  private static final Duration SETTLING = Duration.ofMillis(100);
  private static final String ADDRESS = "127.0.0.1";

  private final NettyProbeEngine engine;
  private final int concurrency;
  private final Semaphore atRest;
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile @Nullable ProbeRequest request;
  private volatile String lastFailure = "";

  private ProbeLoop(NettyProbeEngine engine, int concurrency) {
    this.engine = engine;
    this.concurrency = concurrency;
    this.atRest = new Semaphore(concurrency);
  }

  /** Arguments: event loops, probes at a time, PEM file of the trusted root. */
  public static void main(String[] arguments)
      throws IOException, CertificateException, InterruptedException {
    EngineSettings settings =
        EngineSettings.defaults(Integer.parseInt(arguments[0]))
            .trusting(List.of(certificate(Path.of(arguments[2]))));
    OutboundPolicy policy = new OutboundPolicy(List.of("127.0.0.0/8"));
    try (NettyProbeEngine engine =
        new NettyProbeEngine(settings, policy::allows, InstantSource.system())) {
      new ProbeLoop(engine, Integer.parseInt(arguments[1])).obey();
    }
  }

  private static X509Certificate certificate(Path file) throws IOException, CertificateException {
    try (InputStream pem = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  private void obey() throws IOException, InterruptedException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(answer(line.split(" ", -1)));
    }
  }

  private String answer(String[] command) throws InterruptedException {
    return switch (command[0]) {
      case "run" -> run(request(command[1], Integer.parseInt(command[2])));
      case "rest" -> rest();
      case "hold" -> hold(Integer.parseInt(command[1]), command[2].split(",", -1));
      case "memory" -> memory();
      case "count" -> "%d %d %s".formatted(succeeded.sum(), failed.sum(), lastFailure).strip();
      default -> throw new IllegalArgumentException(command[0]);
    };
  }

  /** Starts so many probes that get no answer, and waits until all have their connection. */
  private String hold(int probes, String[] ports) throws InterruptedException {
    List<ProbeRequest> requests =
        Arrays.stream(ports)
            .map(port ->
                new ProbeRequest(
                    "http", ADDRESS, Integer.valueOf(port), HELD, 0, HttpCheck.DEFAULT))
            .toList();
    long before = openFiles();
    for (int n = 0; n < probes; n++) {
      engine.probe(requests.get(n % requests.size()), this::ended);
    }
    long deadline = System.nanoTime() + HELD.toNanos();
    while (openFiles() < before + probes && System.nanoTime() < deadline) {
      Thread.sleep(SETTLING);
    }
    Thread.sleep(SETTLING.multipliedBy(10));
    return "%d %s".formatted(openFiles() - before, lastFailure).strip();
  }

  private static long openFiles() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }

  /** Bytes of live heap, bytes of buffers, bytes allocated so far, open files. */
  private static String memory() {
    System.gc();
    System.gc();
    return "%d %d %d %d"
        .formatted(
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
            PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory(),
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes(),
            openFiles());
  }

  private static ProbeRequest request(String protocol, int port) {
    if (protocol.equals("dns")) {
      return new ProbeRequest(
          protocol,
          "plain.example",
          port,
          TIMEOUT,
          0,
          HttpCheck.DEFAULT,
          Dialogue.NONE,
          new DnsCheck("A", ADDRESS, null),
          null,
          null);
    }
    HttpCheck check =
        new HttpCheck("/", TestCertificate.HOST, null, null, ExpectedCodes.DEFAULT, true, false);
    return new ProbeRequest(protocol, ADDRESS, port, TIMEOUT, 0, check);
  }

  private String run(ProbeRequest next) throws InterruptedException {
    rest();
    request = next;
    for (int n = 0; n < concurrency; n++) {
      atRest.acquire();
      engine.probe(next, this::ended);
    }
    return "running";
  }

  private String rest() throws InterruptedException {
    request = null;
    atRest.acquire(concurrency);
    atRest.release(concurrency);
    return "resting";
  }

  private void ended(ProbeReport report) {
    if (report.outcome() instanceof Outcome.Up) {
      succeeded.increment();
    } else {
      failed.increment();
      lastFailure = String.valueOf(report.failure());
    }
    ProbeRequest next = request;
    if (next == null) {
      atRest.release();
    } else {
      engine.probe(next, this::ended);
    }
  }
}
