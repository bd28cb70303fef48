/** What the hours of a target come to: how long it was up or down, and how fast it answered. */
@NullMarked
package io.iplive.verdict.rollup;

import org.jspecify.annotations.NullMarked;
