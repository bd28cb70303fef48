/** How nodes fare, so that one that is sick without knowing it is found out by the others. */
@NullMarked
package io.iplive.verdict.conduct;

import org.jspecify.annotations.NullMarked;
