/** {@code bench notifier}: from an event on the broker to the receiver's receipt. */
@NullMarked
package io.iplive.benchmarks.notifier;

import org.jspecify.annotations.NullMarked;
