package io.iplive.notifier.smsc;

/** The provider's states of a message. */
public final class PhoneState {

  public static final int MISSING = -3;
  private static final int READ = 2;
  private static final int CLICKED = 4;
  private static final int DELIVERED = 1;

  private PhoneState() {}

  /** Whether a state is the last one; stopped, waiting and passed to the operator are not. */
  public static boolean isFinal(int state) {
    return switch (state) {
      case DELIVERED, READ, 3, CLICKED, 20, 22, 23, 24, 25 -> true;
      default -> false;
    };
  }
}
