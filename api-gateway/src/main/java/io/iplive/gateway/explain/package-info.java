/** Why a monitor is as it is: from its definition, and from what the topics say of it. */
@NullMarked
package io.iplive.gateway.explain;

import org.jspecify.annotations.NullMarked;
