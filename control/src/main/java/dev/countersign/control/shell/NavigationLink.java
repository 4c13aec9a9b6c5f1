package dev.countersign.control.shell;

import org.jspecify.annotations.Nullable;

/**
 * One place in the navigation.
 *
 * @param icon its name in the template of icons
 * @param here whether the page is this, or below it
 * @param badge the number beside it
 */
public record NavigationLink(
    String label, String href, String icon, boolean here, NavigationBadge.@Nullable Badge badge) {}
