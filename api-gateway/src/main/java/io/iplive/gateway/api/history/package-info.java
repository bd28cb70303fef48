/** What operators do about money and projections. */
@NullMarked
package io.iplive.gateway.api.history;

import org.jspecify.annotations.NullMarked;
