/** The time to start and the memory at rest. */
@NullMarked
package io.iplive.benchmarks.start;

import org.jspecify.annotations.NullMarked;
