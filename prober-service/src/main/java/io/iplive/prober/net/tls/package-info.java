/** TLS as a client that shares nothing between probes. */
@NullMarked
package io.iplive.prober.net.tls;

import org.jspecify.annotations.NullMarked;
