package io.iplive.gateway.account;

/** The app that a monitor belongs to, and its account. */
public record Owner(AccountId account, AppId app, String appName) {}
