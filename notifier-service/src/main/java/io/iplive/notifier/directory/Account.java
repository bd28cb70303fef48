package io.iplive.notifier.directory;

import io.iplive.notifier.text.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account with all its apps.
 *
 * @param test a test account: no SMS and no mail of it leaves
 * @param sender how its messages are signed
 * @param templates its own texts
 */
public record Account(
    long accountId,
    Version version,
    String name,
    State state,
    boolean test,
    Sender sender,
    List<Template> templates,
    List<App> apps) {

  public Account {
    templates = List.copyOf(templates);
    apps = List.copyOf(apps);
  }

  /** Whether it is served. */
  public enum State {
    ACTIVE,
    /** Nothing is checked; what happened before is still told. */
    UNPAID,
    /** Suspended by an operator: nobody is told anything. */
    BANNED,
    DELETED
  }

  /**
   * The account's own names (white label); null: the installation's.
   *
   * @param address of its mails
   * @param name of its mails
   * @param replyTo of its mails
   * @param sms sender of its SMS
   */
  public record Sender(
      @Nullable String address,
      @Nullable String name,
      @Nullable String replyTo,
      @Nullable String sms) {

    /** Nothing of its own. */
    public static Sender installations() {
      return new Sender(null, null, null, null);
    }
  }
}
