/** The fault suite: a cluster, a script, a nemesis, and the judgement of what came of it. */
@NullMarked
package io.iplive.acceptance.faults;

import org.jspecify.annotations.NullMarked;
