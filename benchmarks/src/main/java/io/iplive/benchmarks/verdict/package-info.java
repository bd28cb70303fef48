/** {@code bench verdict}: from results on the broker to closed rounds and outages. */
@NullMarked
package io.iplive.benchmarks.verdict;

import org.jspecify.annotations.NullMarked;
