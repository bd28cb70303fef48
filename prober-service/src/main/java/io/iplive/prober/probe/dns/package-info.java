/** Questions to name servers and their answers, as bytes. Pure. */
@NullMarked
package io.iplive.prober.probe.dns;

import org.jspecify.annotations.NullMarked;
