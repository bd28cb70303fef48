@NullMarked
package io.iplive.prober.net.attempt;

import org.jspecify.annotations.NullMarked;
