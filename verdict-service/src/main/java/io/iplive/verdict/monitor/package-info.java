/** Everything the verdict knows of one monitor, and its one step. */
@NullMarked
package io.iplive.verdict.monitor;

import org.jspecify.annotations.NullMarked;
