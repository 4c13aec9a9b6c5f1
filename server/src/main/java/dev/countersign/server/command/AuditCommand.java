package dev.countersign.server.command;

import picocli.CommandLine.Command;

/** What an operator does with the audit trail. */
@Command(
    name = "audit",
    description = "Verifies the audit trail.",
    subcommands = AuditVerifyCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {}
