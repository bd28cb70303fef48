/** Who is told what, as the gateway last published it: monitors, accounts, apps and contacts. */
@NullMarked
package io.iplive.notifier.directory;

import org.jspecify.annotations.NullMarked;
