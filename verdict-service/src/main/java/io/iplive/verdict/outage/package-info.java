/** The state machine of targets: closed rounds in, outages and paces out. */
@NullMarked
package io.iplive.verdict.outage;

import org.jspecify.annotations.NullMarked;
