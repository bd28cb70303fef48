/** Calls to other services of this installation. */
@NullMarked
package io.iplive.gateway.net;

import org.jspecify.annotations.NullMarked;
