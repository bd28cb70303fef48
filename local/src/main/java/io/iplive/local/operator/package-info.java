/** The calls that this program makes to the gateway. */
@NullMarked
package io.iplive.local.operator;

import org.jspecify.annotations.NullMarked;
