package io.iplive.notifier.sending;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, with what texts need to know, as it is now.
 *
 * @param account null: not known, or not needed
 * @param monitor null: not known, not needed, or there is none
 */
public record Addressee(
    Recipient recipient, @Nullable Account account, @Nullable Subscription monitor) {}
