/** Accounts, their apps and contacts, and the secrets that belong to them. */
@NullMarked
package io.iplive.gateway.account;

import org.jspecify.annotations.NullMarked;
