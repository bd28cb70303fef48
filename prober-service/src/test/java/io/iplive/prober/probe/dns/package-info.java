@NullMarked
package io.iplive.prober.probe.dns;

import org.jspecify.annotations.NullMarked;
