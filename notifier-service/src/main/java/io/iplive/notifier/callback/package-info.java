/** Calls receivers over HTTP: the deliveries of the journal and the callbacks of rounds. */
@NullMarked
package io.iplive.notifier.callback;

import org.jspecify.annotations.NullMarked;
