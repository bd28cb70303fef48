@NullMarked
package io.iplive.notifier.text;

import org.jspecify.annotations.NullMarked;
