/** Outages that are told to nobody for now, and how monitors stand, in PostgreSQL. */
@NullMarked
package io.iplive.notifier.postgres.silence;

import org.jspecify.annotations.NullMarked;
