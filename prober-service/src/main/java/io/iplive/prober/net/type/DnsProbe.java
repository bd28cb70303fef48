package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.Names;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.type.DnsExchange.Server;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.dns.DnsAnswer;
import io.iplive.prober.probe.dns.DnsQuery;
import io.iplive.prober.probe.web.WebAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code dns}: a question over UDP, and over TCP where the answer does not fit. A target that is a
 * name is asked about, of the check's server or of this node's own in turn. A target that is an
 * address is the server asked: about the check's host, or without one for the root's servers.
 */
public final class DnsProbe implements ProbeType {

  private static final int PORT = 53;

  private final Connector connector;
  private final Lookup lookup;
  private final Names names;

  public DnsProbe(Connector connector, Lookup lookup, Names names) {
    this.connector = connector;
    this.lookup = lookup;
    this.names = names;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    DnsCheck check = request.dns();
    String name = WebAddress.name(request.address());
    boolean targetIsServer = name == null;
    String asked =
        request.http().host() != null ? request.http().host() : name == null ? "." : name;
    String type = targetIsServer && request.http().host() == null ? "NS" : check.type();
    DnsQuery query = new DnsQuery(ThreadLocalRandom.current().nextInt(1 << 16), asked, type);
    try {
      var _ = query.bytes();
    } catch (IllegalArgumentException e) {
      run.fail(Fault.PROTOCOL_UNSUPPORTED, String.valueOf(e.getMessage()));
      return;
    }
    DnsExchange exchange = new DnsExchange(connector, run, query);
    String server = check.server() != null || name != null ? check.server() : request.address();
    if (server == null) {
      run.enter(Phase.CONNECT);
      new DnsTurn(
              run,
              exchange,
              names.servers(asked),
              code -> isExpected(check, code),
              answer -> judge(run, check, query, answer))
          .next();
    } else {
      lookup.find(
          run,
          server,
          request.demands().ip(),
          found ->
              exchange.ask(
                  new Server(
                      new InetSocketAddress(found, request.portOr(PORT)),
                      false,
                      answer -> judge(run, check, query, answer),
                      run::fail)));
    }
  }

  private static boolean isExpected(DnsCheck check, String code) {
    String expected = check.expected();
    return expected != null && expected.strip().toUpperCase(Locale.ROOT).equals(code);
  }

  private static void judge(AttemptRun run, DnsCheck check, DnsQuery query, DnsAnswer answer) {
    String expected = check.expected();
    String name = query.name();
    run.learns(new Learned.Records(answer.values()));
    run.saw(answer.code() + " " + String.join(", ", answer.values()), null);
    if (name.equals(".") && expected == null) {
      // No name is asked about: that the server answers is what was to be seen.
      run.complete();
    } else if (isExpected(check, answer.code())) {
      run.complete();
    } else if (answer.code().equals("NXDOMAIN")) {
      run.fail(Fault.DNS_NOT_FOUND, "The name %s does not exist".formatted(name));
    } else if (!answer.code().equals("NOERROR")) {
      run.fail(Fault.DNS_FAILED, "The name server answered %s".formatted(answer.code()));
    } else if (answer.values().isEmpty()) {
      run.fail(Fault.DNS_UNEXPECTED, "The name %s has no %s record".formatted(name, query.type()));
    } else if (expected != null && !answer.holds(expected)) {
      run.fail(
          Fault.DNS_UNEXPECTED,
          "No %s record of %s is '%s'".formatted(query.type(), name, expected));
    } else {
      run.complete();
    }
  }
}
