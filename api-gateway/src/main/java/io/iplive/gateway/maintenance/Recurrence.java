package io.iplive.gateway.maintenance;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** On which days a maintenance comes again. */
public sealed interface Recurrence {

  /** Whether it starts on a day that is not before its first. */
  boolean on(LocalDate first, LocalDate day);

  /** It does not. */
  record Once() implements Recurrence {

    @Override
    public boolean on(LocalDate first, LocalDate day) {
      return day.equals(first);
    }
  }

  /** Every day. */
  record Daily() implements Recurrence {

    @Override
    public boolean on(LocalDate first, LocalDate day) {
      return true;
    }
  }

  /** On some days of every week. */
  record Weekly(Set<DayOfWeek> days) implements Recurrence {

    public Weekly {
      days = Set.copyOf(days);
    }

    @Override
    public boolean on(LocalDate first, LocalDate day) {
      return days.contains(day.getDayOfWeek());
    }
  }

  /** On the first's day of every month; where a month has no such day, on its last. */
  record Monthly() implements Recurrence {

    @Override
    public boolean on(LocalDate first, LocalDate day) {
      return day.getDayOfMonth() == Math.min(first.getDayOfMonth(), day.lengthOfMonth());
    }
  }
}
