/** How far a task must read before it may speak. */
@NullMarked
package io.iplive.scheduler.kafka.start;

import org.jspecify.annotations.NullMarked;
