/**
 * Companies, their API keys, and who may do what: every request to the REST API carries a key, and
 * every route names the scope that it needs ({@link
 * dev.countersign.control.accounts.RequiresScope}). It owns the schema {@code accounts}.
 */
@NullMarked
package dev.countersign.control.accounts;

import org.jspecify.annotations.NullMarked;
