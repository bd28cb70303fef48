package io.iplive.gateway.task;

import io.iplive.gateway.account.Ciphertext;
import org.jspecify.annotations.Nullable;

/**
 * What is sent and what counts as right, as the customer gave it; null is the default. What means
 * nothing to the task's kind is kept and has no effect.
 *
 * @param redirect whether redirects are followed and the final answer decides
 * @param headers a {@code Name: value} a line
 * @param port beside the one that {@code data} may name
 * @param days before an expiry
 * @param demands what only some tasks ask for
 */
public record Inspection(
    boolean redirect,
    @Nullable String userAgent,
    String httpCode,
    @Nullable String keyword,
    @Nullable String keywordAbsent,
    String method,
    @Nullable Ciphertext headers,
    @Nullable Ciphertext body,
    @Nullable Integer port,
    @Nullable String send,
    @Nullable String expect,
    @Nullable String dnsType,
    @Nullable String dnsServer,
    @Nullable String dnsExpect,
    @Nullable Integer days,
    Demands demands) {

  static final String PRESET_CODES = "2xx";
  static final String PRESET_METHOD = "GET";

  static final Inspection PRESET =
      new Inspection(
          false,
          null,
          PRESET_CODES,
          null,
          null,
          PRESET_METHOD,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Demands.NONE);
}
