/** What happened: outages, hours of targets, messages. */
@NullMarked
package io.iplive.gateway.history;

import org.jspecify.annotations.NullMarked;
