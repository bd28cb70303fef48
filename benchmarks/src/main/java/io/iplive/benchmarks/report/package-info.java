/** From samples to a report. */
@NullMarked
package io.iplive.benchmarks.report;

import org.jspecify.annotations.NullMarked;
