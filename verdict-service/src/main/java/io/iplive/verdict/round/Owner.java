package io.iplive.verdict.round;

import org.jspecify.annotations.Nullable;

/** Whose monitor it is; app and group are those of the iplive API and absent for a task. */
public record Owner(long account, @Nullable Long app, @Nullable Long group) {}
