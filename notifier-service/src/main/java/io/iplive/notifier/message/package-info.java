/** What receivers are told: the content of a delivery and its identity. */
@NullMarked
package io.iplive.notifier.message;

import org.jspecify.annotations.NullMarked;
