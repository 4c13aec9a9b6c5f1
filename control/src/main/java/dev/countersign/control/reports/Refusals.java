package dev.countersign.control.reports;

import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.policy.report.RefusalRecord;
import org.springframework.stereotype.Service;

/** The reasons of a company's refused requests. */
@Service
class Refusals {

  private final RefusalRepository refusals;

  Refusals(RefusalRepository refusals) {
    this.refusals = refusals;
  }

  /** One page, the newest first. */
  Page<RefusalRow> page(String companyId, RefusalFilter filter, PageRequest page) {
    return Page.of(
        refusals.page(companyId, filter, page),
        page.limit(),
        row -> new Cursor(row.at(), row.id()));
  }

  /** The whole reason of one refused request, by the id in its answer. */
  RefusalRow get(String companyId, String id) {
    if (!RefusalRecord.isId(id)) {
      throw missing(
          "A refusal's id is rf_ and 16 characters, as in the id of the answer. This is none.");
    }
    return refusals
        .find(companyId, id)
        .orElseThrow(() ->
            missing(
                "There is no record of this refusal. It may be still on its way (a second), past"
                    + " the company's retention, one of very many of its kind, of which only some"
                    + " are recorded, or another company's."));
  }

  private static ProblemException missing(String detail) {
    return new ProblemException(Problem.of(ProblemType.NOT_FOUND, detail));
  }
}
