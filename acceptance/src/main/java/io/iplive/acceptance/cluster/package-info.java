/** Several of each service, and the brokers below them, as processes of this machine. */
@NullMarked
package io.iplive.acceptance.cluster;

import org.jspecify.annotations.NullMarked;
