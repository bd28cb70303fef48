package io.iplive.gateway.api;

import java.util.List;

/**
 * What the installation decides of its API.
 *
 * @param operatorToken opens the operators' API; blank: closed
 * @param enrolmentSecret lets nodes in; blank: enrolment is off
 * @param trustedProxies addresses whose X-Forwarded-For is believed
 * @param mostInFlight calls at once; more are answered 503
 */
public record ApiSettings(
    String operatorToken, String enrolmentSecret, List<String> trustedProxies, int mostInFlight) {}
