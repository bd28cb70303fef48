/** Stories over the system as an operator starts it, told from outside. */
@NullMarked
package io.iplive.acceptance;

import org.jspecify.annotations.NullMarked;
