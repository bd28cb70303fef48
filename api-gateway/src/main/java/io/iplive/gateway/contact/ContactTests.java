package io.iplive.gateway.contact;

import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.ContactId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends test messages; whoever delivers the real ones does it, in the same way. */
public interface ContactTests {

  /**
   * How a test went.
   *
   * @param answerCode of an HTTP receiver; null: none came
   * @param body the first KiB of its answer; null: none came
   * @param hint what to look at; null: all is well
   */
  record Report(
      boolean ok,
      @Nullable Integer answerCode,
      @Nullable Long latencyMs,
      @Nullable String body,
      @Nullable String hint) {}

  /** Sends a test to a contact; empty: nobody could be asked to. */
  Optional<Report> contact(ContactId contact);

  /** Sends a test to an app's callback address; empty: nobody could be asked to. */
  Optional<Report> callback(AppId app);
}
