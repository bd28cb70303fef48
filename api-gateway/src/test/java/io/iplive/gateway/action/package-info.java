@NullMarked
package io.iplive.gateway.action;

import org.jspecify.annotations.NullMarked;
