/** The whole system under a rising load. */
@NullMarked
package io.iplive.benchmarks.chain;

import org.jspecify.annotations.NullMarked;
