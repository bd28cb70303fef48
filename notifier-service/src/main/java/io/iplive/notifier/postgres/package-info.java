/** The directory's projection and the journal of deliveries in PostgreSQL. */
@NullMarked
package io.iplive.notifier.postgres;

import org.jspecify.annotations.NullMarked;
