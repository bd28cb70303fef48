@NullMarked
package io.iplive.benchmarks;

import org.jspecify.annotations.NullMarked;
