package io.iplive.gateway.ledger;

import io.iplive.gateway.account.Standing;
import io.iplive.gateway.account.Standing.Reason;
import java.util.EnumSet;
import java.util.Set;

/** What is to be done about an account's money (contracts/monitorus.md, "Balance"). */
public enum Duty {
  /** Let its monitors rest. */
  SUSPEND,
  /** Let them run: they rest for the money that is there now. */
  RESUME,
  /** Tell that they soon will rest; that they do is told of the account's own event. */
  TELL_LOW,
  /** Tell it again when it comes to that. */
  FORGET_LOW;

  /** Everything that is to be done now. Done, it is not due again. */
  public static Set<Duty> of(Purse purse) {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    boolean rests = purse.standing().equals(new Standing.Suspended(Reason.BALANCE));
    boolean runs = purse.standing() instanceof Standing.Active;
    if (purse.broke() && runs) {
      duties.add(SUSPEND);
    } else if (!purse.broke() && rests) {
      duties.add(RESUME);
    }
    if (purse.low() && !purse.broke() && runs && !purse.lowTold()) {
      duties.add(TELL_LOW);
    } else if (!purse.low() && purse.lowTold()) {
      duties.add(FORGET_LOW);
    }
    return duties;
  }
}
