package io.iplive.verdict.outage;

/**
 * How often a target has changed its state of late: Nagios' method with two thresholds. The last 21
 * conclusive rounds are 20 chances to change; a change weighs from 0.75 (the oldest) to 1.25 (the
 * newest), so that the sum of all would be 100 %. A target flaps from 30 % on, until it is down to
 * 20 %. Rounds before the first count as good.
 *
 * <p>All of it are constants of the machine, not settings: whoever replays rounds.v1 gets the same.
 *
 * @param history a bit a round, the newest lowest; 1: failing
 */
public record Flaps(int history, boolean flapping) {

  /** Of a target not heard of before. */
  public static final Flaps NONE = new Flaps(0, false);

  private static final int CHANCES = 20;
  private static final int HISTORY = (1 << (CHANCES + 1)) - 1;

  // Weights in units in which they are whole: 57 is 0.75, 95 is 1.25, each step between is 2.
  private static final int LIGHTEST = 57;
  private static final int STEP = 2;
  private static final int WHOLE = 76 * CHANCES;
  private static final int HIGH = WHOLE * 30 / 100;
  private static final int LOW = WHOLE * 20 / 100;

  /** After one more conclusive round. */
  Flaps seen(boolean failing) {
    int next = (history << 1 | (failing ? 1 : 0)) & HISTORY;
    int weight = weight(next);
    return new Flaps(next, flapping ? weight > LOW : weight >= HIGH);
  }

  /** At a new address: what the old one did says nothing of it, and the next round tells. */
  Flaps elsewhere() {
    return new Flaps(0, flapping);
  }

  /** The weighted share of changes, rounded down. */
  int changePercent() {
    return weight(history) * 100 / WHOLE;
  }

  private static int weight(int history) {
    int changes = (history ^ history >> 1) & HISTORY >> 1;
    int weight = 0;
    while (changes != 0) {
      int age = Integer.numberOfTrailingZeros(changes);
      weight += LIGHTEST + STEP * (CHANCES - 1 - age);
      changes &= changes - 1;
    }
    return weight;
  }
}
