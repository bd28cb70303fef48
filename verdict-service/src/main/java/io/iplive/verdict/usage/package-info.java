/** What is charged: conclusive checks, by account. */
@NullMarked
package io.iplive.verdict.usage;

import org.jspecify.annotations.NullMarked;
