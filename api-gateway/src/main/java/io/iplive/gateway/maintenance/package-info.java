/** Times in which outages are expected: recorded, but not told (contracts/monitorus.md). */
@NullMarked
package io.iplive.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
