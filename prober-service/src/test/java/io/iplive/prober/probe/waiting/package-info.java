@NullMarked
package io.iplive.prober.probe.waiting;

import org.jspecify.annotations.NullMarked;
