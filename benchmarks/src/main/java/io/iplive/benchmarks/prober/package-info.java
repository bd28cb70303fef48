/** The probe engine beside what a user would take instead. */
@NullMarked
package io.iplive.benchmarks.prober;

import org.jspecify.annotations.NullMarked;
