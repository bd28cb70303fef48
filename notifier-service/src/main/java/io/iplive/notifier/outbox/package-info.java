/** Steps of deliveries on their way to deliveries.v1. */
@NullMarked
package io.iplive.notifier.outbox;

import org.jspecify.annotations.NullMarked;
