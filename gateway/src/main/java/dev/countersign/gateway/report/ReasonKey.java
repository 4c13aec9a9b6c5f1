package dev.countersign.gateway.report;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.decision.RefusalCause;
import org.jspecify.annotations.Nullable;

/** Why requests of one API were refused. */
record ReasonKey(@Nullable String apiId, RefusalCode code, @Nullable RefusalCause cause) {}
