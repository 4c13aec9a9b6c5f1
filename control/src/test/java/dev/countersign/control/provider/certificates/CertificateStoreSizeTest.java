package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S3: what a list costs, at the server and over HTTP; the figures are printed, not judged. */
class CertificateStoreSizeTest {

  private final RunningControl control = RunningControl.shared();
  private final ApiClient caller = control.company();
  private final Random random = new Random(3);

  @Test
  @DisplayName("S3 a store is searched, filtered, sorted and paged, a short slice of the next")
  void slice() throws Exception {
    measure(2_000, 2);
  }

  @Test
  @Tag("long")
  @DisplayName("S3 a store of 100,000 certificates is searched, filtered, sorted and paged")
  void hundredThousand() throws Exception {
    measure(100_000, 100);
  }

  private void measure(int size, int rounds) throws Exception {
    ManyCertificates.store(control, caller, size);
    List<String> figures = new ArrayList<>();
    figures.add("certificates: %,d, requests of each kind: %d".formatted(size, rounds));
    for (String sort :
        List.of("-created", "name", "-name", "expiry", "-expiry", "presented", "-presented")) {
      figures.add(time("first page by " + sort, rounds, 50, () -> page("sort=" + sort)));
      List<String> cursors = cursors(sort, size);
      figures.add(
          time("any page by " + sort, rounds, 50, () -> page("sort=" + sort + any(cursors))));
    }
    for (String q : List.of("client", "northwind", "app-%07d", "%05d", "zq", "%%25", "nobody")) {
      figures.add(time("search " + q, rounds, -1, () -> page("q=" + q.formatted(number(size)))));
    }
    String fingerprint = fingerprint(size);
    figures.add(time("search a fingerprint", rounds, 1, () -> page("q=" + fingerprint)));
    for (String filter :
        List.of(
            "kind=client",
            "kind=ca",
            "status=expiring",
            "status=expired",
            "status=revoked",
            "unused=true",
            "unused=false",
            "unused=true&sort=name",
            "status=valid&sort=expiry",
            "kind=ca&sort=name&q=authorities",
            "kind=ca&sort=-presented",
            "sort=presented&q=nobody",
            "status=revoked&q=client&sort=-expiry")) {
      figures.add(time("filter " + filter, rounds, -1, () -> page(filter)));
    }
    figures.add(time("counts", rounds, -1, () -> caller.get("/certificates/counts")));
    figures.forEach(System.out::println);
    control.update("DELETE FROM provider.allow_list WHERE company_id = ?", company());
    control.update("DELETE FROM provider.certificates WHERE company_id = ?", company());
  }

  private String company() {
    return ManyCertificates.company(control, caller);
  }

  private Answer page(String parameters) {
    return caller.get("/certificates?" + parameters);
  }

  private int number(int size) {
    return random.nextInt(size);
  }

  private String any(List<String> cursors) {
    return "&cursor=" + cursors.get(random.nextInt(cursors.size()));
  }

  /** Places all over the list: every page's cursor is made of the row before it. */
  private List<String> cursors(String sort, int size) {
    List<String> cursors = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < Math.min(size / 200, 40) - 1; page++) {
      String next = page("limit=200&sort=" + sort + cursor).expect(200).text("next");
      cursors.add(next);
      cursor = "&cursor=" + next;
    }
    return cursors;
  }

  private String fingerprint(int size) {
    return page("limit=1&q=client-%07d".formatted(number(size))).expect(200).ids().getFirst();
  }

  private static String time(String what, int rounds, int items, Supplier<Answer> request) {
    request.get().expect(200);
    double[] millis = new double[rounds];
    int shown = 0;
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      Answer answer = request.get().expect(200);
      millis[round] = (System.nanoTime() - start) / 1e6;
      shown = answer.list("items").size();
      if (items >= 0) {
        assertThat(shown).as(what).isEqualTo(items);
      }
    }
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT,
        "%-45s median %6.1f ms, p95 %6.1f ms, %d shown",
        what,
        millis[rounds / 2],
        millis[(int) Math.ceil(rounds * 0.95) - 1],
        shown);
  }
}
