/** What a report is called in each language. */
@NullMarked
package io.iplive.sla.words;

import org.jspecify.annotations.NullMarked;
