package io.iplive.prober.net.http;

import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.Security;

/** What a visit on the web needs. */
public record Web(Connector connector, Security security, HttpStyle style, PageChecks checks) {}
