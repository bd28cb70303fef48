/** Topics as people read them: one line of JSON a record. */
@NullMarked
package io.iplive.local.reading;

import org.jspecify.annotations.NullMarked;
