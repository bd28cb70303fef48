/** Projections in PostgreSQL. */
@NullMarked
package io.iplive.gateway.postgres.projection;

import org.jspecify.annotations.NullMarked;
