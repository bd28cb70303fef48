@NullMarked
package io.iplive.scheduler;

import org.jspecify.annotations.NullMarked;
