@NullMarked
package io.iplive.gateway.postgres.state;

import org.jspecify.annotations.NullMarked;
