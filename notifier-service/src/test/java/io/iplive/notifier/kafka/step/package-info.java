@NullMarked
package io.iplive.notifier.kafka.step;

import org.jspecify.annotations.NullMarked;
