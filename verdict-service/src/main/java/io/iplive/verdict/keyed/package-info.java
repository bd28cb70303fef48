/** Small immutable maps by id. */
@NullMarked
package io.iplive.verdict.keyed;

import org.jspecify.annotations.NullMarked;
