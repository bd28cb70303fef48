/** What a report says. */
@NullMarked
package io.iplive.sla.figures;

import org.jspecify.annotations.NullMarked;
