package dev.countersign.control.provider.apis;

import java.util.List;

/**
 * The APIs that a certificate shall be allowed on, within the form that asks for them.
 *
 * @param q what is searched for; empty for nothing
 * @param found what the search found and does not list it yet; the newest where nothing is searched
 *     for
 * @param chosen where sending the form lists it
 * @param any whether the company has an API at all
 */
public record ApiPicker(String q, List<ApiItem> found, List<ApiItem> chosen, boolean any) {}
