@NullMarked
package io.iplive.benchmarks.notifier;

import org.jspecify.annotations.NullMarked;
