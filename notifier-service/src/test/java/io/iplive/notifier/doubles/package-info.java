/**
 * Stand-ins for other companies' servers, strict about their rules; for other modules' tests too.
 */
@NullMarked
package io.iplive.notifier.doubles;

import org.jspecify.annotations.NullMarked;
