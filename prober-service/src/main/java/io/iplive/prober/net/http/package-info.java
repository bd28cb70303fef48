/** Requests and answers of HTTP/1.1, from hop to hop. */
@NullMarked
package io.iplive.prober.net.http;

import org.jspecify.annotations.NullMarked;
