/** A call of the API: what was sent, and what is wrong with it. */
@NullMarked
package io.iplive.gateway.call;

import org.jspecify.annotations.NullMarked;
