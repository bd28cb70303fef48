package io.iplive.scheduler.node;

/**
 * A node that may be asked.
 *
 * @param id the node
 * @param suspect whether it mistrusts its own uplink: it is asked, its vote does not count
 */
public record Node(long id, boolean suspect) {}
