/** What leaves the program: calls, mails and SMS, made from a message and whoever it is for. */
@NullMarked
package io.iplive.notifier.sending;

import org.jspecify.annotations.NullMarked;
