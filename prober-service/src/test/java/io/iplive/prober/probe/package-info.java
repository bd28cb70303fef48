@NullMarked
package io.iplive.prober.probe;

import org.jspecify.annotations.NullMarked;
