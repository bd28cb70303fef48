package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.icmp.EchoRefusedException;
import io.iplive.prober.net.icmp.Echoes;
import io.iplive.prober.net.icmp.Echoes.Echo;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import java.net.InetAddress;

/** {@code icmp}: one echo an attempt. */
public final class IcmpProbe implements ProbeType {

  private final Lookup lookup;
  private final Echoes echoes;

  public IcmpProbe(Lookup lookup, Echoes echoes) {
    this.lookup = lookup;
    this.echoes = echoes;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    lookup.find(run, request.address(), found -> send(run, found));
  }

  private void send(AttemptRun run, InetAddress to) {
    run.enter(Phase.FIRST_BYTE);
    try {
      Echo echo = echoes.send(to, () -> run.loop().execute(run::complete));
      run.atEnd(echo::forget);
    } catch (EchoRefusedException e) {
      run.fail(e.fault(), e.sentence());
    }
  }
}
