package io.iplive.verdict.outage;

/** The machine's state of a monitor. */
public record Outages(Targets targets, Pacing pacing) {

  public static final Outages NONE = new Outages(Targets.NONE, new Pacing.NormalPace());
}
