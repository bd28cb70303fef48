/** The published language of iplive: topics, events, wire format. Shared by every service. */
@NullMarked
package io.iplive.schemas;

import org.jspecify.annotations.NullMarked;
