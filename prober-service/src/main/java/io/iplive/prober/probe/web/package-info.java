/** Addresses, cookies and texts of the web, without a socket. Pure. */
@NullMarked
package io.iplive.prober.probe.web;

import org.jspecify.annotations.NullMarked;
