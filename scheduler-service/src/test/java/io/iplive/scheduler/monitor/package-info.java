@NullMarked
package io.iplive.scheduler.monitor;

import org.jspecify.annotations.NullMarked;
