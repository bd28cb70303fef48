/** Dead letters: what they say, and the ways back. */
@NullMarked
package io.iplive.local.letters;

import org.jspecify.annotations.NullMarked;
