/** What the target, the topics and the receiver say of the same hours, held against each other. */
@NullMarked
package io.iplive.acceptance.history;

import org.jspecify.annotations.NullMarked;
