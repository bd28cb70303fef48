/** The machine once more over a monitor's recorded rounds. */
@NullMarked
package io.iplive.verdict.replay;

import org.jspecify.annotations.NullMarked;
