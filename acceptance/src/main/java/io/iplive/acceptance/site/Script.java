package io.iplive.acceptance.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When which site is bad, as a seed makes it. Sites are good at the end.
 *
 * @param acts in the order of their beginnings, those of one site apart from each other
 */
public record Script(List<Act> acts) {

  private static final int ONE_BLINK_IN = 5;

  /**
   * A site is bad for a while.
   *
   * @param at since the beginning of the play
   */
  public record Act(
      String address, Duration at, Duration lasting, Behaviour behaviour, boolean certain) {

    Duration end() {
      return at.plus(lasting);
    }
  }

  public Script {
    acts = List.copyOf(acts);
  }

  /**
   * A script for some sites.
   *
   * @param length of the play
   * @param certain the least length of what must be noticed; shorter ones are blinks, within a
   *     round
   * @param interval of the rounds
   */
  public static Script of(
      long seed, List<String> addresses, Duration length, Duration certain, Duration interval) {
    SplittableRandom dice = new SplittableRandom(seed);
    List<Act> acts = new ArrayList<>();
    for (String address : addresses) {
      Duration at = upTo(dice, least(certain.multipliedBy(4), length.minus(certain).dividedBy(2)));
      while (true) {
        boolean blink = dice.nextInt(ONE_BLINK_IN) == 0;
        Duration lasting =
            blink
                ? upTo(dice, interval).plusMillis(500)
                : certain.plus(upTo(dice, certain.dividedBy(2)));
        if (at.plus(lasting).compareTo(length) > 0) {
          break;
        }
        Behaviour behaviour = dice.nextBoolean() ? Behaviour.ERROR : Behaviour.HANG;
        acts.add(new Act(address, at, lasting, behaviour, !blink));
        at =
            at.plus(lasting)
                .plus(certain.multipliedBy(2))
                .plus(upTo(dice, certain.multipliedBy(4)));
      }
    }
    acts.sort(Comparator.comparing(Act::at));
    return new Script(acts);
  }

  private static Duration upTo(SplittableRandom dice, Duration most) {
    return Duration.ofMillis(dice.nextLong(most.toMillis() + 1));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Plays it, in real time.
   *
   * @return what was played, as it was
   */
  public List<Downtime> play(ScriptedTarget target) throws InterruptedException {
    record Cue(Duration at, Act act, boolean begins) {}
    List<Cue> cues = new ArrayList<>();
    for (Act act : acts) {
      cues.add(new Cue(act.at(), act, true));
      cues.add(new Cue(act.end(), act, false));
    }
    cues.sort(Comparator.comparing(Cue::at));
    Instant begun = Instant.now();
    List<Downtime> played = new ArrayList<>();
    for (Cue cue : cues) {
      Duration wait = Duration.between(Instant.now(), begun.plus(cue.at()));
      if (wait.isPositive()) {
        Thread.sleep(wait);
      }
      Act act = cue.act();
      target.make(act.address(), cue.begins() ? act.behaviour() : Behaviour.GOOD);
      if (!cue.begins()) {
        played.add(
            new Downtime(
                act.address(),
                begun.plus(act.at()),
                Instant.now(),
                act.behaviour(),
                act.certain()));
      }
    }
    return played;
  }
}
