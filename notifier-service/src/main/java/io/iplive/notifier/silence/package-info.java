/** Outages that are told to nobody for now: why, how long, and whether they are told later. */
@NullMarked
package io.iplive.notifier.silence;

import org.jspecify.annotations.NullMarked;
