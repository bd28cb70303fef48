/** Accounts, read by every instance whole: whose monitors run. */
@NullMarked
package io.iplive.scheduler.kafka.account;

import org.jspecify.annotations.NullMarked;
