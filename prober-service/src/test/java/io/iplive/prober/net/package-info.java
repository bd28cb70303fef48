@NullMarked
package io.iplive.prober.net;

import org.jspecify.annotations.NullMarked;
