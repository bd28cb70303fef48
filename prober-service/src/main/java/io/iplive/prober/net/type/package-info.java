/** Every probe type, one file each. */
@NullMarked
package io.iplive.prober.net.type;

import org.jspecify.annotations.NullMarked;
