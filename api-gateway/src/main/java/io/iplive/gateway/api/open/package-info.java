/** Pages that anybody may read: failure codes, and the addresses that probe. */
@NullMarked
package io.iplive.gateway.api.open;

import org.jspecify.annotations.NullMarked;
