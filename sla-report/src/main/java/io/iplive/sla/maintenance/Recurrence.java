package io.iplive.sla.maintenance;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** On which days a maintenance comes again. */
public sealed interface Recurrence {

  /** Whether it starts on a day. */
  boolean on(LocalDate day);

  /** Every day. */
  record Daily() implements Recurrence {

    @Override
    public boolean on(LocalDate day) {
      return true;
    }
  }

  /** On some days of every week. */
  record Weekly(Set<DayOfWeek> days) implements Recurrence {

    public Weekly {
      days = Set.copyOf(days);
    }

    @Override
    public boolean on(LocalDate day) {
      return days.contains(day.getDayOfWeek());
    }
  }

  /** On a day of every month; where a month has no such day, on its last. */
  record Monthly(int day) implements Recurrence {

    @Override
    public boolean on(LocalDate day) {
      return day.getDayOfMonth() == Math.min(this.day, day.lengthOfMonth());
    }
  }
}
