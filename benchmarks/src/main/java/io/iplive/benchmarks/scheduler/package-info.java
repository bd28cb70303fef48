/** {@code bench scheduler}: from definitions on the broker to jobs in the topics of nodes. */
@NullMarked
package io.iplive.benchmarks.scheduler;

import org.jspecify.annotations.NullMarked;
