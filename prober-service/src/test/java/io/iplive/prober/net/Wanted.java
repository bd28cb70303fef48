package io.iplive.prober.net;

import io.iplive.prober.probe.demand.Content;
import io.iplive.prober.probe.demand.Demands;
import io.iplive.prober.probe.demand.Identity;
import io.iplive.prober.probe.demand.IpVersion;
import io.iplive.prober.probe.demand.Pings;
import io.iplive.prober.probe.demand.Pins;
import io.iplive.prober.probe.demand.Steps;
import org.jspecify.annotations.Nullable;

/** Demands of one kind each. */
final class Wanted {

  private Wanted() {}

  static Demands content(Content content) {
    return new Demands(null, IpVersion.ANY, content, Pins.NONE, null, Steps.NONE, Pings.ONE);
  }

  static Demands ip(IpVersion version) {
    return new Demands(null, version, Content.ANY, Pins.NONE, null, Steps.NONE, Pings.ONE);
  }

  static Demands tls(Pins pins, @Nullable Identity identity) {
    return new Demands(null, IpVersion.ANY, Content.ANY, pins, identity, Steps.NONE, Pings.ONE);
  }

  static Demands script(String script) {
    return new Demands(
        null, IpVersion.ANY, Content.ANY, Pins.NONE, null, Steps.parse(script), Pings.ONE);
  }

  static Demands pings(Pings pings) {
    return new Demands(null, IpVersion.ANY, Content.ANY, Pins.NONE, null, Steps.NONE, pings);
  }
}
