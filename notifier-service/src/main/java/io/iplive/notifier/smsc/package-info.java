/**
 * The rules of smsc.ru (contracts/delivery.md, "SMS through smsc.ru"): what its answers mean, which
 * states are final, how its calls are signed, and what becomes of messages that were held too long.
 */
@NullMarked
package io.iplive.notifier.smsc;

import org.jspecify.annotations.NullMarked;
