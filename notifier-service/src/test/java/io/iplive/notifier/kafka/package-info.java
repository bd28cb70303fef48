@NullMarked
package io.iplive.notifier.kafka;

import org.jspecify.annotations.NullMarked;
