/** Protocols that talk in lines. */
@NullMarked
package io.iplive.prober.net.line;

import org.jspecify.annotations.NullMarked;
