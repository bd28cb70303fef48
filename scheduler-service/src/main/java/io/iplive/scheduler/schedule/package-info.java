/** When rounds are due, what they ask, and what definitions and paces change in that. */
@NullMarked
package io.iplive.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
