@NullMarked
package io.iplive.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
