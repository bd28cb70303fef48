/**
 * What the gateway makes of topics that others write: tables that can be thrown away and made
 * again.
 */
@NullMarked
package io.iplive.gateway.projection;

import org.jspecify.annotations.NullMarked;
