/** Commands that ask the gateway as its operator. */
@NullMarked
package io.iplive.local.console.operator;

import org.jspecify.annotations.NullMarked;
