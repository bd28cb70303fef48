/** What a probe is: what is asked, what was seen, how it is judged. Pure. */
@NullMarked
package io.iplive.prober.probe;

import org.jspecify.annotations.NullMarked;
