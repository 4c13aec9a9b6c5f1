/**
 * Work that is done later, or again and again: once, however many control planes run. A part
 * declares its tasks as db-scheduler's {@code Task} beans, and schedules them with {@link
 * dev.countersign.control.jobs.Jobs}. It owns the schema {@code jobs}.
 */
@NullMarked
package dev.countersign.control.jobs;

import org.jspecify.annotations.NullMarked;
