/** What nodes call, and what operators do with nodes. */
@NullMarked
package io.iplive.gateway.api.node;

import org.jspecify.annotations.NullMarked;
