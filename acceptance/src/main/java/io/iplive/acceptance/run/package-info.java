/** The running system: commands, API calls, topics, kills. */
@NullMarked
package io.iplive.acceptance.run;

import org.jspecify.annotations.NullMarked;
