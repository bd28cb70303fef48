@NullMarked
package io.iplive.notifier.mail;

import org.jspecify.annotations.NullMarked;
