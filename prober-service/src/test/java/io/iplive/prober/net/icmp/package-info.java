@NullMarked
package io.iplive.prober.net.icmp;

import org.jspecify.annotations.NullMarked;
