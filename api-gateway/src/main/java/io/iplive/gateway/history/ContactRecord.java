package io.iplive.gateway.history;

import io.iplive.gateway.account.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How deliveries to contacts fared. */
public interface ContactRecord {

  /**
   * Of one contact.
   *
   * @param lastOk when something last arrived; null: nothing did
   * @param lastError what was wrong with the newest; null: nothing
   */
  record Entry(@Nullable Instant lastOk, @Nullable String lastError) {}

  /** Of those contacts that something was sent to. */
  Map<ContactId, Entry> of(Collection<ContactId> contacts);
}
