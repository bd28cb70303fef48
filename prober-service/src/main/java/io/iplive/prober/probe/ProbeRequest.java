package io.iplive.prober.probe;

import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.demand.Demands;
import io.iplive.prober.probe.demand.IpVersion;
import io.iplive.prober.probe.web.WebAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One target to probe once.
 *
 * @param protocol name of the probe type, as in the job
 * @param address literal or host name to connect to
 * @param port 1..65535; null: the protocol's own
 * @param timeout of one attempt as a whole, name resolution included
 * @param retryCount further attempts at once after a failing one, each with its own timeout
 * @param http what protocols over HTTP send and expect; its host and {@code tlsVerify} go for every
 *     protocol with TLS
 * @param dialogue what protocols without a script of their own say, and what every greeting holds
 * @param dns what is asked of a name server
 * @param daysLeft to its end from which on a certificate or a domain is bad; null: only its end is
 * @param simulation null: the probe is real
 * @param demands what only some checks ask for
 * @param account whose it is, for what is shared fairly; 0: nobody's
 */
public record ProbeRequest(
    String protocol,
    String address,
    @Nullable Integer port,
    Duration timeout,
    int retryCount,
    HttpCheck http,
    Dialogue dialogue,
    DnsCheck dns,
    @Nullable Integer daysLeft,
    @Nullable Simulation simulation,
    Demands demands,
    long account) {

  public ProbeRequest {
    if (address.isBlank()) {
      throw new IllegalArgumentException("address must not be blank");
    }
    if (port != null && (port < 1 || port > 65535)) {
      throw new IllegalArgumentException("port is %d, allowed is 1..65535".formatted(port));
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout is %s, it must be positive".formatted(timeout));
    }
    if (retryCount < 0) {
      throw new IllegalArgumentException(
          "retryCount is %d, it must not be negative".formatted(retryCount));
    }
    if (daysLeft != null && daysLeft < 0) {
      throw new IllegalArgumentException(
          "daysLeft is %d, it must not be negative".formatted(daysLeft));
    }
  }

  /** A real probe of a protocol that needs no more. */
  public ProbeRequest(
      String protocol,
      String address,
      @Nullable Integer port,
      Duration timeout,
      int retryCount,
      HttpCheck http) {
    this(
        protocol,
        address,
        port,
        timeout,
        retryCount,
        http,
        Dialogue.NONE,
        DnsCheck.DEFAULT,
        null,
        null);
  }

  /** A probe without further demands. */
  public ProbeRequest(
      String protocol,
      String address,
      @Nullable Integer port,
      Duration timeout,
      int retryCount,
      HttpCheck http,
      Dialogue dialogue,
      DnsCheck dns,
      @Nullable Integer daysLeft,
      @Nullable Simulation simulation) {
    this(
        protocol,
        address,
        port,
        timeout,
        retryCount,
        http,
        dialogue,
        dns,
        daysLeft,
        simulation,
        Demands.NONE);
  }

  /** Nobody's probe. */
  public ProbeRequest(
      String protocol,
      String address,
      @Nullable Integer port,
      Duration timeout,
      int retryCount,
      HttpCheck http,
      Dialogue dialogue,
      DnsCheck dns,
      @Nullable Integer daysLeft,
      @Nullable Simulation simulation,
      Demands demands) {
    this(
        protocol,
        address,
        port,
        timeout,
        retryCount,
        http,
        dialogue,
        dns,
        daysLeft,
        simulation,
        demands,
        0);
  }

  /** With other demands. */
  public ProbeRequest demanding(Demands others) {
    return new ProbeRequest(
        protocol,
        address,
        port,
        timeout,
        retryCount,
        http,
        dialogue,
        dns,
        daysLeft,
        simulation,
        others,
        account);
  }

  /** The same of an account. */
  public ProbeRequest of(long owner) {
    return new ProbeRequest(
        protocol,
        address,
        port,
        timeout,
        retryCount,
        http,
        dialogue,
        dns,
        daysLeft,
        simulation,
        demands,
        owner);
  }

  /** The same over one version of IP. */
  public ProbeRequest over(IpVersion one) {
    return demanding(demands.over(one));
  }

  /** Whether the page of an answer over HTTP is read, and not its status alone. */
  public boolean readsPage() {
    return !http.keywords().any() || !demands.content().any();
  }

  /** Whether a report of it tells of a target that is up but slow. */
  public boolean slow(ProbeReport report) {
    return report.outcome() instanceof Outcome.Up && demands.slow(report.responseMicros());
  }

  /**
   * The name that the server is asked for and that its certificate must hold, in ASCII; null: there
   * is only an address.
   */
  public @Nullable String serverName() {
    return http.host() != null ? http.host() : WebAddress.name(address);
  }

  /** The port connected to, given the protocol's own. */
  public int portOr(int protocolPort) {
    return port == null ? protocolPort : port;
  }
}
