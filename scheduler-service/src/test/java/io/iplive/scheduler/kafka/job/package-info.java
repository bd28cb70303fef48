@NullMarked
package io.iplive.scheduler.kafka.job;

import org.jspecify.annotations.NullMarked;
