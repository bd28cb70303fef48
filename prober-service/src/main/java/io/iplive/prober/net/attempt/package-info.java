/** One attempt of any type: its life, its names, its connections. */
@NullMarked
package io.iplive.prober.net.attempt;

import org.jspecify.annotations.NullMarked;
