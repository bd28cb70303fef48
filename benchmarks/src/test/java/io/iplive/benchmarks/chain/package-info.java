/** Tests. */
@NullMarked
package io.iplive.benchmarks.chain;

import org.jspecify.annotations.NullMarked;
