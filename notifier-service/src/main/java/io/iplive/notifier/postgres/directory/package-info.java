/** The directory's projection in PostgreSQL. */
@NullMarked
package io.iplive.notifier.postgres.directory;

import org.jspecify.annotations.NullMarked;
