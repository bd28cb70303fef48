/** The end of an account, and of everything that is its. */
@NullMarked
package io.iplive.gateway.ending;

import org.jspecify.annotations.NullMarked;
