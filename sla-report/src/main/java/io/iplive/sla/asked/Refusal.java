package io.iplive.sla.asked;

/** Why there is no report: a sentence for whoever asked. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Refusal(String sentence) {
    super(sentence);
  }

  private Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** An option's value that is not allowed. */
  public static Refusal of(String option, String value, String allowed) {
    return new Refusal(sentence(option, value, allowed));
  }

  /** The same, with what was said of it elsewhere. */
  public static Refusal of(String option, String value, String allowed, Throwable cause) {
    return new Refusal(sentence(option, value, allowed), cause);
  }

  private static String sentence(String option, String value, String allowed) {
    return "%s is '%s'; allowed is %s.".formatted(option, value, allowed);
  }
}
