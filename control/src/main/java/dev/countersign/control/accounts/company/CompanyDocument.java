package dev.countersign.control.accounts.company;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a company sets for itself: all of it, every time. */
@Schema(name = "CompanyDocument")
record CompanyDocument(
    @Nullable String name,
    @Nullable Integer sessionIdleMinutes,
    @Nullable Integer sessionHours,
    @Nullable Integer refusalDays,
    @Nullable Integer useDays,
    @Nullable List<String> noticeRoles,
    @Nullable List<String> noticeAddresses) {}
