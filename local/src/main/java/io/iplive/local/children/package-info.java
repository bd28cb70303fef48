/** Child processes: what they are started with, and who keeps them alive. */
@NullMarked
package io.iplive.local.children;

import org.jspecify.annotations.NullMarked;
