/** What goes wrong, when, and whom it hits. */
@NullMarked
package io.iplive.acceptance.nemesis;

import org.jspecify.annotations.NullMarked;
