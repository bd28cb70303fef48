@NullMarked
package io.iplive.benchmarks.verdict;

import org.jspecify.annotations.NullMarked;
