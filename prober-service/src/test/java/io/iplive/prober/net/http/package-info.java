@NullMarked
package io.iplive.prober.net.http;

import org.jspecify.annotations.NullMarked;
