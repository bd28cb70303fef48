/**
 * HTTP calls of receivers, as pure functions: address, body, identity and signature.
 *
 * <h2>The webhook's body</h2>
 *
 * {@code POST}, {@code Content-Type: application/json; charset=utf-8}, signed over the body
 * (contracts/delivery.md); delivered by any 2xx. Times are unix seconds (UTC). Fields, all always
 * present, null where they do not apply:
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><td>{@code event}</td><td>{@code outage.opened}, {@code outage.reminder}, {@code
 *     outage.closed}, {@code balance.low}, {@code balance.zero}, {@code test}</td></tr>
 * <tr><td>{@code delivery_id}</td><td>the {@code X-Delivery-Id}: drop a repeat by it</td></tr>
 * <tr><td>{@code account_id}, {@code contact_id}</td><td>whose it is, and who is told</td></tr>
 * <tr><td>{@code id}</td><td>the target: the {@code id} of HTTP contacts and of the task
 *     API</td></tr>
 * <tr><td>{@code monitor_id}, {@code name}, {@code data}</td><td>the monitor, its name, and what is
 *     watched</td></tr>
 * <tr><td>{@code app_name}, {@code group_id}, {@code record_id}</td><td>the caller's ids, for
 *     monitors of the iplive API</td></tr>
 * <tr><td>{@code outage_id}</td><td>the same in every event of one outage</td></tr>
 * <tr><td>{@code status}</td><td>HTTP status code received</td></tr>
 * <tr><td>{@code code}, {@code text}</td><td>the published failure code, and a sentence on
 *     it</td></tr>
 * <tr><td>{@code time_start}</td><td>the outage's first failing check</td></tr>
 * <tr><td>{@code time_stop}, {@code duration}</td><td>its end and length in seconds; closed
 *     only</td></tr>
 * <tr><td>{@code reason}</td><td>{@code recovered}, {@code stopped}, {@code removed}, {@code
 *     balance}; closed only: only the first says that the site works</td></tr>
 * <tr><td>{@code reminder}</td><td>number of the reminder, from 1; reminders only</td></tr>
 * </table>
 */
@NullMarked
package io.iplive.notifier.call;

import org.jspecify.annotations.NullMarked;
