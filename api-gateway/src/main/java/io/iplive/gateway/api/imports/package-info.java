/** Inbound HTTP of imports: many monitors in one call, each line answered. */
@NullMarked
package io.iplive.gateway.api.imports;

import org.jspecify.annotations.NullMarked;
