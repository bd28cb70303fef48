/** How targets stand, as the rounds say. */
@NullMarked
package io.iplive.gateway.state;

import org.jspecify.annotations.NullMarked;
