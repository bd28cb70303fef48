package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.icmp.EchoRefusedException;
import io.iplive.prober.net.icmp.Echoes;
import io.iplive.prober.net.icmp.Echoes.Echo;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.demand.Pings;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** {@code icmp}: echoes, of which enough must be answered. */
public final class IcmpProbe implements ProbeType {

  private static final long LONGEST_GAP_MILLIS = 200;

  private final Lookup lookup;
  private final Echoes echoes;

  public IcmpProbe(Lookup lookup, Echoes echoes) {
    this.lookup = lookup;
    this.echoes = echoes;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    lookup.find(
        run,
        request.address(),
        request.demands().ip(),
        found -> new Burst(run, found, request).begin());
  }

  /**
   * Some echoes, one after another, until enough are answered; all are sent within half of the
   * attempt's time.
   */
  private final class Burst {

    private final AttemptRun run;
    private final InetAddress to;
    private final Pings pings;
    private final long gapMillis;
    private int sent;
    private int answered;
    private long answeredNanos;

    Burst(AttemptRun run, InetAddress to, ProbeRequest request) {
      this.run = run;
      this.to = to;
      this.pings = request.demands().pings();
      this.gapMillis =
          Math.min(LONGEST_GAP_MILLIS, request.timeout().toMillis() / (2L * pings.packets()));
    }

    void begin() {
      run.enter(Phase.FIRST_BYTE);
      run.atTimeOut(this::timeIsUp);
      next();
    }

    private void next() {
      if (run.over()) {
        return;
      }
      long sentAt = System.nanoTime();
      Runnable answer = () -> run.loop().execute(() -> heard(sentAt));
      try {
        Echo echo = echoes.send(to, pings.payloadBytes(), pings.ttl(), answer);
        run.atEnd(echo::forget);
      } catch (EchoRefusedException e) {
        run.fail(e.fault(), e.sentence());
        return;
      }
      sent++;
      if (sent < pings.packets()) {
        var _ = run.loop().schedule(this::next, gapMillis, TimeUnit.MILLISECONDS);
      }
    }

    /** The pauses between echoes are ours: the response time is the mean of the answered ones. */
    private void heard(long sentAt) {
      answered++;
      answeredNanos += System.nanoTime() - sentAt;
      if (answered == pings.needed()) {
        run.learns(new Learned.Echoes(answered, sent));
        run.took(Phase.FIRST_BYTE, answeredNanos / answered);
        run.complete();
      }
    }

    /** None at all is an ordinary timeout. */
    private void timeIsUp() {
      run.learns(new Learned.Echoes(answered, sent));
      if (answered > 0) {
        run.fail(
            Fault.ECHOES_LOST,
            "%d of %d echoes were answered, %d are needed"
                .formatted(answered, pings.packets(), pings.needed()));
      }
    }
  }
}
