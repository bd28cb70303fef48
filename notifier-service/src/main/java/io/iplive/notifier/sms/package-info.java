/** smsc.ru: its client, the transport of SMS, and what one instance does for the channel. */
@NullMarked
package io.iplive.notifier.sms;

import org.jspecify.annotations.NullMarked;
