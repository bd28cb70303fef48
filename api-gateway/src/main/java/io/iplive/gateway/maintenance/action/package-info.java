/** Actions on maintenances. */
@NullMarked
package io.iplive.gateway.maintenance.action;

import org.jspecify.annotations.NullMarked;
