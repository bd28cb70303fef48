package io.iplive.gateway.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Standing;

/**
 * The account that calls.
 *
 * @param user its login name
 * @param test whether it is a test account: nothing leaves, nothing is charged
 */
public record Caller(AccountId account, String user, Standing standing, boolean test) {}
