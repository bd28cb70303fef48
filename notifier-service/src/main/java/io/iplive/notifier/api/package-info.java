/** What the gateway and operators ask of the notifier, and the SMS provider's status calls. */
@NullMarked
package io.iplive.notifier.api;

import org.jspecify.annotations.NullMarked;
