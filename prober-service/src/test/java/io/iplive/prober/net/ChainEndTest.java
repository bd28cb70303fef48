package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ChainEndTest {

  private static final String HOST = "good.test";

  /** Within the time for which a chain that was good is recognised. */
  @Test
  void aChainIsGoodUntilTheFirstOfItsPathEnds() throws IOException, GeneralSecurityException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    X509Bundle between =
        Certificates.signed(
            Certificates.lasting("Between", 5)
                .setIsCertificateAuthority(true)
                .notAfter(now.get().plus(Duration.ofMinutes(4))),
            Certificates.AUTHORITY);
    X509Bundle leaf =
        Certificates.signed(Certificates.lasting(HOST, 300).addSanDnsName(HOST), between);
    EngineSettings settings =
        EngineSettings.defaults(1).trusting(List.of(Certificates.AUTHORITY.getCertificate()));
    try (TargetServer target = TargetServer.tls(leaf, Answers.ok());
        NettyProbeEngine engine = new NettyProbeEngine(settings, _ -> true, now::get)) {
      assertThat(probe(engine, target).outcome()).isEqualTo(new Outcome.Up());

      now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
      assertThat(Probing.failure(probe(engine, target)).fault())
          .isEqualTo(Fault.CERTIFICATE_EXPIRED);
    }
  }

  private static ProbeReport probe(NettyProbeEngine engine, TargetServer target) {
    HttpCheck check = new HttpCheck("/", HOST, null, null, ExpectedCodes.DEFAULT, true, false);
    CompletableFuture<ProbeReport> report = new CompletableFuture<>();
    engine.probe(
        Probing.request("https", "127.0.0.1", target.port(), Probing.PATIENT, 0, check),
        report::complete);
    return report.join();
  }
}
