/** Every SMS, and the duties of their channel, in PostgreSQL. */
@NullMarked
package io.iplive.notifier.postgres.sms;

import org.jspecify.annotations.NullMarked;
