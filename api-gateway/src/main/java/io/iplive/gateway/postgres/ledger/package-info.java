/** The ledger in PostgreSQL. */
@NullMarked
package io.iplive.gateway.postgres.ledger;

import org.jspecify.annotations.NullMarked;
