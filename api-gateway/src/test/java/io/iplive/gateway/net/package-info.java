@NullMarked
package io.iplive.gateway.net;

import org.jspecify.annotations.NullMarked;
