/** The report as one page of HTML. */
@NullMarked
package io.iplive.sla.page;

import org.jspecify.annotations.NullMarked;
