@NullMarked
package io.iplive.sla.page;

import org.jspecify.annotations.NullMarked;
