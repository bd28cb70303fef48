/** Processes of a benchmark and the processor time they take. */
@NullMarked
package io.iplive.benchmarks.process;

import org.jspecify.annotations.NullMarked;
