/** Inbound HTTP of operators: accounts and whom they tell. */
@NullMarked
package io.iplive.gateway.api.account;

import org.jspecify.annotations.NullMarked;
