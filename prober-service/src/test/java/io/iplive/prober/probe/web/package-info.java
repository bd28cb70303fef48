@NullMarked
package io.iplive.prober.probe.web;

import org.jspecify.annotations.NullMarked;
