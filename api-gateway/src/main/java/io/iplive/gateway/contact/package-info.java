/** Whom to tell about outages, and how. */
@NullMarked
package io.iplive.gateway.contact;

import org.jspecify.annotations.NullMarked;
