@NullMarked
package io.iplive.benchmarks.scheduler;

import org.jspecify.annotations.NullMarked;
