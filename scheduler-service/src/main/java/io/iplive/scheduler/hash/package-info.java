/** The one hash that spreads monitors over time and nodes. */
@NullMarked
package io.iplive.scheduler.hash;

import org.jspecify.annotations.NullMarked;
