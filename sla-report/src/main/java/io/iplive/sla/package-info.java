/** Availability of an account's targets over a range of time, told from the topics. */
@NullMarked
package io.iplive.sla;

import org.jspecify.annotations.NullMarked;
