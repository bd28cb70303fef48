@NullMarked
package io.iplive.scheduler.kafka.stored;

import org.jspecify.annotations.NullMarked;
