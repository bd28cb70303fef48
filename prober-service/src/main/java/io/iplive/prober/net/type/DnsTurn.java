package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Names;
import io.iplive.prober.net.type.DnsExchange.Server;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.dns.DnsAnswer;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * This node's own name servers in turn. They are not what is checked: after a silent one the next
 * is asked in a while, after one that cannot be asked or has no answer at once. That none has one
 * is an answer; that none can be asked is this node's fault.
 */
final class DnsTurn {

  private static final Set<String> OF_NO_USE = Set.of("SERVFAIL", "REFUSED");

  private final AttemptRun run;
  private final DnsExchange exchange;
  private final Deque<InetSocketAddress> left;
  private final Predicate<String> expected;
  private final Consumer<DnsAnswer> answered;
  private @Nullable DnsAnswer useless;
  private int silent;

  /**
   * A turn.
   *
   * @param servers each as often as it may be asked
   * @param expected whether the check wants this very code
   * @param answered told of the answer that counts
   */
  DnsTurn(
      AttemptRun run,
      DnsExchange exchange,
      List<InetSocketAddress> servers,
      Predicate<String> expected,
      Consumer<DnsAnswer> answered) {
    this.run = run;
    this.exchange = exchange;
    this.left = new ArrayDeque<>(servers);
    this.expected = expected;
    this.answered = answered;
    run.atTimeOut(this::timeIsUp);
  }

  /** Asks the next. */
  void next() {
    InetSocketAddress server = left.poll();
    if (server == null) {
      exhausted();
      return;
    }
    silent++;
    Asked asked = new Asked(server);
    exchange.ask(asked.server);
    if (!asked.over && !run.over()) {
      asked.patience =
          run.loop().schedule(asked::still, Names.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      run.atEnd(asked::calmDown);
    }
  }

  private void exhausted() {
    if (silent > 0) {
      return;
    }
    if (useless == null) {
      run.fail(Fault.NODE_FAULT, "The node cannot ask its name servers");
    } else {
      answered.accept(useless);
    }
  }

  private void timeIsUp() {
    if (useless != null) {
      answered.accept(useless);
    }
  }

  /** One server that was asked. */
  private final class Asked {

    private final Server server;
    private boolean over;
    private boolean followed;
    private @Nullable Future<?> patience;

    Asked(InetSocketAddress address) {
      server = new Server(address, true, this::heard, _ -> end());
    }

    private void heard(DnsAnswer answer) {
      if (!OF_NO_USE.contains(answer.code()) || expected.test(answer.code())) {
        answered.accept(answer);
        return;
      }
      useless = answer;
      end();
    }

    private void end() {
      exchange.free(server); // Also of a datagram that came twice: nobody else would be heard.
      if (over) {
        return;
      }
      over = true;
      silent--;
      calmDown();
      if (!followed || left.isEmpty()) {
        next();
      }
    }

    /** Whoever comes next, this one is heard on. */
    void still() {
      if (!run.over() && !exchange.taken() && !left.isEmpty()) {
        followed = true;
        next();
      }
    }

    void calmDown() {
      if (patience != null) {
        patience.cancel(false);
      }
    }
  }
}
