/** Commands that start, stop and show an installation of this machine. */
@NullMarked
package io.iplive.local.console.lifecycle;

import org.jspecify.annotations.NullMarked;
