/** Whether a part works, asked from outside, the same way by whoever asks. */
@NullMarked
package io.iplive.local.health;

import org.jspecify.annotations.NullMarked;
