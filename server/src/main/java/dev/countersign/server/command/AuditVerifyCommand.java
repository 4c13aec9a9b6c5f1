package dev.countersign.server.command;

import dev.countersign.control.audit.AuditVerification;
import dev.countersign.control.audit.Verification;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Database;
import dev.countersign.server.role.Running;
import dev.countersign.server.role.StartException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether every company's trail is whole. */
@Command(
    name = "verify",
    description = {
      "Looks whether the audit trail of every company is whole; exit status 1 where one is not.",
      "Run it on the machine of a control plane, with its --data, while it runs or not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditVerifyCommand implements Callable<Integer> {

  private static final Pattern END = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private @Nullable ControlOptionsMixin control;

  @Option(names = "--company", paramLabel = "ID", description = "This company's alone.")
  private @Nullable String company;

  @Option(
      names = "--expect",
      paramLabel = "NUMBER:HASH",
      description =
          "An end that was noted earlier, of --company: it must still be part of the trail.")
  private @Nullable String expected;

  @Override
  public Integer call() throws Exception {
    Matcher end = end();
    Optional<Database> outside = Given.value(control).outsideDatabase();
    DataDirectory data = common.existing(outside.isEmpty());
    try (Running running = new Running()) {
      Database database = Database.beside(running, data, outside);
      var source =
          new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
      return verify(verification(source, data), end) ? 0 : Countersign.failed();
    } catch (DataAccessException | TransactionException e) {
      throw new StartException(
          "The database has no audit trail, or does not answer: "
              + e.getMostSpecificCause().getMessage(),
          e);
    }
  }

  private static AuditVerification verification(DataSource source, DataDirectory data)
      throws StartException {
    try {
      return AuditVerification.over(source, data.path().resolve("secrets"));
    } catch (IllegalStateException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable Matcher end() throws StartException {
    if (expected == null) {
      return null;
    }
    Matcher end = END.matcher(expected);
    if (company == null || !end.matches()) {
      throw new StartException(
          "--expect needs --company ID and an end as the log notes it: NUMBER:HASH.");
    }
    return end;
  }

  private boolean verify(AuditVerification verification, @Nullable Matcher end) {
    PrintWriter out = Given.value(spec).commandLine().getOut();
    List<String> companies = company == null ? verification.companies() : List.of(company);
    boolean whole = true;
    for (String one : companies) {
      Verification found = verification.verify(one);
      whole &= found.isWhole();
      out.println(one + "  " + text(found));
    }
    if (companies.isEmpty()) {
      out.println("There is no audit trail yet.");
    }
    if (end != null && company != null && !isThere(verification, company, end)) {
      whole = false;
      out.println(company + "  BROKEN: the expected event is not part of the trail any more.");
    }
    out.flush();
    return whole;
  }

  private static boolean isThere(AuditVerification verification, String company, Matcher end) {
    return verification
        .hashOf(company, Long.parseLong(end.group(1)))
        .filter(end.group(2)::equals)
        .isPresent();
  }

  private static String text(Verification found) {
    Verification.Fault fault = found.fault();
    return fault == null
        ? "whole: %d events, the end is %d:%s"
            .formatted(found.sequence(), found.sequence(), found.hash())
        : "BROKEN after event %d: %s".formatted(found.sequence(), fault.message());
  }
}
