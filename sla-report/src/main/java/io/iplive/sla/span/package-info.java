/** Time: a range in a zone, its hours, and what a stretch of it was to a target. */
@NullMarked
package io.iplive.sla.span;

import org.jspecify.annotations.NullMarked;
