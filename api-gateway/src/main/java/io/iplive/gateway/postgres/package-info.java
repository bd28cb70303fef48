/** The journal, its read model and the outbox. */
@NullMarked
package io.iplive.gateway.postgres;

import org.jspecify.annotations.NullMarked;
