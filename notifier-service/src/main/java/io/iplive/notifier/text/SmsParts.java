package io.iplive.notifier.text;

/**
 * How many parts a text is sent in: 160 characters in one, 153 each in several, where all are of
 * the GSM 7-bit alphabet (those of its extension count two); 70 and 67 otherwise.
 */
public final class SmsParts {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";
  private static final int GSM_ONE = 160;
  private static final int GSM_EACH = 153;
  private static final int UCS2_ONE = 70;
  private static final int UCS2_EACH = 67;

  private SmsParts() {}

  /** The parts of a text; an empty one takes one. */
  public static int of(String text) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (BASIC.indexOf(c) >= 0) {
        septets++;
      } else if (EXTENSION.indexOf(c) >= 0) {
        septets += 2;
      } else {
        return parts(text.length(), UCS2_ONE, UCS2_EACH);
      }
    }
    return parts(septets, GSM_ONE, GSM_EACH);
  }

  private static int parts(int length, int one, int each) {
    return length <= one ? 1 : (length + each - 1) / each;
  }
}
