/**
 * Companies, their people and API keys, and who may do what: a request carries a key or a session,
 * and every route names the permission that it needs ({@link
 * dev.countersign.control.accounts.RequiresPermission}) or to whom it is open. It owns the schema
 * {@code accounts}.
 */
@NullMarked
package dev.countersign.control.accounts;

import org.jspecify.annotations.NullMarked;
