/** A panel's PHP script and what it was told. */
@NullMarked
package io.iplive.acceptance.receiver;

import org.jspecify.annotations.NullMarked;
