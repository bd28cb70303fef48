/** What is read of the projections. */
@NullMarked
package io.iplive.gateway.postgres.history;

import org.jspecify.annotations.NullMarked;
