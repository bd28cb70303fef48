/** What receivers are sent: contents, identity and signature of a call, as pure functions. */
@NullMarked
package io.iplive.notifier.message;

import org.jspecify.annotations.NullMarked;
