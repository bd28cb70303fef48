/** deliveries.v1: what became of deliveries. */
@NullMarked
package io.iplive.notifier.kafka.step;

import org.jspecify.annotations.NullMarked;
