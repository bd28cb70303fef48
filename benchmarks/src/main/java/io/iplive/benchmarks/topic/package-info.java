/** What benchmarks publish to topics and read back from them. */
@NullMarked
package io.iplive.benchmarks.topic;

import org.jspecify.annotations.NullMarked;
