@NullMarked
package io.iplive.gateway.contact;

import org.jspecify.annotations.NullMarked;
