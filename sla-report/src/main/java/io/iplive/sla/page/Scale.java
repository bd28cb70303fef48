package io.iplive.sla.page;

import io.iplive.sla.words.Voice;
import java.math.BigDecimal;
import java.math.MathContext;

/** Round numbers for an axis of shares. */
final class Scale {

  private static final double[] STEPS = {1, 2, 4, 5, 10};

  private Scale() {}

  /** The next round share above; at most all. */
  static double above(double share) {
    double power = Math.pow(10, Math.floor(Math.log10(share)));
    for (double step : STEPS) {
      if (share <= step * power * 1.0001) {
        return Math.min(1, step * power);
      }
    }
    return 1;
  }

  static String percent(double share, Voice voice) {
    BigDecimal percent =
        BigDecimal.valueOf(share * 100).round(new MathContext(3)).stripTrailingZeros();
    return voice.percent(percent.signum() == 0 ? BigDecimal.ZERO : percent);
  }
}
