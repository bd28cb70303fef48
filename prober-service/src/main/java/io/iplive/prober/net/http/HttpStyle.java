package io.iplive.prober.net.http;

/**
 * How requests look, and how much of an answer is read.
 *
 * @param userAgent of checks that name none
 * @param maxBodyBytes a longer body is a failure, packed or unpacked
 * @param maxHeaderBytes a longer status line or header block is a failure
 */
public record HttpStyle(String userAgent, long maxBodyBytes, int maxHeaderBytes) {}
