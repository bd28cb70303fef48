/** One installation on this machine: its directory, ports, secrets, processes and programs. */
@NullMarked
package io.iplive.local.instance;

import org.jspecify.annotations.NullMarked;
