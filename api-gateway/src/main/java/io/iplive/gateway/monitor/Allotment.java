package io.iplive.gateway.monitor;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.call.Sent;
import java.util.List;

/**
 * What a decision needs and cannot make: ids nobody has yet, and the form's cookies sealed.
 *
 * @param monitor used if the group is new
 * @param targets as many as {@link MonitorDecider#newTargets} says
 */
public record Allotment(MonitorId monitor, List<TargetId> targets, Sent<Ciphertext> cookies) {}
