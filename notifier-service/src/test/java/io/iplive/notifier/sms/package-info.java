@NullMarked
package io.iplive.notifier.sms;

import org.jspecify.annotations.NullMarked;
