/** What is recorded but not yet published. */
@NullMarked
package io.iplive.gateway.journal;

import org.jspecify.annotations.NullMarked;
