/**
 * The actions of the task API (contracts/monitorus.md). An action is one class: it implements
 * {@link io.iplive.gateway.action.Action}, reads every parameter it knows from the call's {@link
 * io.iplive.gateway.action.Inputs} (which collect all faults and name what nobody read as ignored)
 * and returns {@code inputs.answer(…)}, whose work is done only if there is no fault. Its answer is
 * a record that implements {@link io.iplive.gateway.action.Answer}: the components are the fields
 * in their order, in snake case; null is shown as null, lists get their XML element names in {@code
 * XmlTree}. Every bean of type {@code Action} is callable by its name; transport, login, formats
 * and {@code ignored} are none of its business.
 */
@NullMarked
package io.iplive.gateway.action;

import org.jspecify.annotations.NullMarked;
