/** Places probes run from: which may be asked, and which are. */
@NullMarked
package io.iplive.scheduler.node;

import org.jspecify.annotations.NullMarked;
