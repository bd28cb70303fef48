/** The language of rounds: what was asked, what nodes said, what that means. */
@NullMarked
package io.iplive.verdict.round;

import org.jspecify.annotations.NullMarked;
