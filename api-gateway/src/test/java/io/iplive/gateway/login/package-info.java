@NullMarked
package io.iplive.gateway.login;

import org.jspecify.annotations.NullMarked;
