/** Tasks and folders in the journal and the read model. */
@NullMarked
package io.iplive.gateway.postgres.task;

import org.jspecify.annotations.NullMarked;
