package io.iplive.verdict.outage;

import io.iplive.verdict.keyed.ById;

/** The machine's state of a monitor. */
public record Outages(ById<Target> targets, Pacing pacing) {

  public static final Outages NONE = new Outages(ById.none(), new Pacing.NormalPace());
}
