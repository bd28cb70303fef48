/** What a customer configured, as far as rounds need it. */
@NullMarked
package io.iplive.scheduler.monitor;

import org.jspecify.annotations.NullMarked;
