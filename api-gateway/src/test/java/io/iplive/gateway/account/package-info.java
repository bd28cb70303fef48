@NullMarked
package io.iplive.gateway.account;

import org.jspecify.annotations.NullMarked;
