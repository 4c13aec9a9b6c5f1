package dev.countersign.control.shell;

import java.util.List;

/**
 * A group of the navigation.
 *
 * @param title above it; empty for the first
 */
public record NavigationSection(String title, List<NavigationLink> links) {}
