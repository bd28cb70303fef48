/** Tests. */
@NullMarked
package io.iplive.benchmarks.process;

import org.jspecify.annotations.NullMarked;
