package dev.countersign.control.shell;

/**
 * One place in the navigation.
 *
 * @param icon its name in the template of icons
 * @param here whether the page is this, or below it
 */
public record NavigationLink(String label, String href, String icon, boolean here) {}
