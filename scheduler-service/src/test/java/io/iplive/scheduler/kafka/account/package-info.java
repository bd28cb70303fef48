@NullMarked
package io.iplive.scheduler.kafka.account;

import org.jspecify.annotations.NullMarked;
