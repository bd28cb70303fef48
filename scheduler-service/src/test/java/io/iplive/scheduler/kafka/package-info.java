@NullMarked
package io.iplive.scheduler.kafka;

import org.jspecify.annotations.NullMarked;
