@NullMarked
package io.iplive.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
