/** Maintenances in the journal and the read model. */
@NullMarked
package io.iplive.gateway.postgres.maintenance;

import org.jspecify.annotations.NullMarked;
