/** Sites that are good and bad on command. */
@NullMarked
package io.iplive.acceptance.site;

import org.jspecify.annotations.NullMarked;
