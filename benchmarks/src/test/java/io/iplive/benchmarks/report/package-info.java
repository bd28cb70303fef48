/** Tests. */
@NullMarked
package io.iplive.benchmarks.report;

import org.jspecify.annotations.NullMarked;
