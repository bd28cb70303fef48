@NullMarked
package io.iplive.prober.net.tls;

import org.jspecify.annotations.NullMarked;
