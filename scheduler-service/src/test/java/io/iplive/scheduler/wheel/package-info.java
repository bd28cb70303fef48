@NullMarked
package io.iplive.scheduler.wheel;

import org.jspecify.annotations.NullMarked;
