/** The process that keeps the children and holds the services. */
@NullMarked
package io.iplive.local.supervision;

import org.jspecify.annotations.NullMarked;
