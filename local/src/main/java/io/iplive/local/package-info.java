/** The whole system on one machine: entry point of {@code ./iplive}. */
@NullMarked
package io.iplive.local;

import org.jspecify.annotations.NullMarked;
