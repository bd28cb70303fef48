/** What customers ask to be watched. */
@NullMarked
package io.iplive.gateway.monitor;

import org.jspecify.annotations.NullMarked;
