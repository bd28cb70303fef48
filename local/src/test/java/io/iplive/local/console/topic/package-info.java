@NullMarked
package io.iplive.local.console.topic;

import org.jspecify.annotations.NullMarked;
