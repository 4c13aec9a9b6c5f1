package dev.countersign.control.reports;

import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.Use;
import java.util.List;

/** What a report says, as far as it is about something that exists, in the order of its keys. */
record Attributed(
    List<Owned<RefusalCount>> refusals, List<Owned<Use>> uses, List<RefusalRow> records) {}
