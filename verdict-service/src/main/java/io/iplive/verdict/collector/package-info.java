/** Turns answers into closed rounds, strictly in the order of the rounds. */
@NullMarked
package io.iplive.verdict.collector;

import org.jspecify.annotations.NullMarked;
