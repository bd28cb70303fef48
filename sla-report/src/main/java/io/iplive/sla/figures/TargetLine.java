package io.iplive.sla.figures;

import io.iplive.sla.span.Days;
import io.iplive.sla.span.Times;
import java.util.Optional;

/** What a range came to for one target. */
public record TargetLine(
    Target target,
    Times times,
    OutageSums outages,
    long checks,
    long checksDown,
    Optional<ResponseTimes> responses,
    Days days) {}
