package io.iplive.gateway.api;

import java.util.List;

/**
 * What the installation decides of its API.
 *
 * @param operatorToken opens the operators' API; blank: closed
 * @param enrolmentSecret lets nodes in; blank: enrolment is off
 * @param approval whether new nodes wait for an operator
 * @param trustSource whether a node's registered address stands for its token in deal
 * @param trustedProxies addresses and networks whose X-Forwarded-For is believed
 * @param mostInFlight calls at once; more are answered 503
 * @param allowGetPassword whether a task API password may stand in an address
 */
public record ApiSettings(
    String operatorToken,
    String enrolmentSecret,
    boolean approval,
    boolean trustSource,
    List<String> trustedProxies,
    int mostInFlight,
    boolean allowGetPassword) {}
