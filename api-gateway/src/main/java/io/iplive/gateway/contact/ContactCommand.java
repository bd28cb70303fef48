package io.iplive.gateway.contact;

import io.iplive.gateway.account.Ciphertext;
import org.jspecify.annotations.Nullable;

/** What may be asked for of a contact that is there. */
public sealed interface ContactCommand {

  /**
   * Make it what the form says.
   *
   * @param secret the form's secret, sealed; null: it sends none
   */
  record Edit(ContactForm form, @Nullable Ciphertext secret) implements ContactCommand {}

  /** A new signing secret beside the newest one. */
  record RotateSecret(Ciphertext secret) implements ContactCommand {}

  /** Tell nobody any more. */
  record Delete() implements ContactCommand {}
}
