package dev.countersign.control.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A form of a page, to be sent as it is shown, but for its texts. */
record FilledForm(String action, List<Markup.Tag> fields) {

  private static final Set<String> TEXTS = Set.of("", "text", "search", "email", "url", "date");
  private static final Set<String> MARKS = Set.of("checkbox", "radio");

  /** The forms of this page that are sent, and not asked by GET. */
  static List<FilledForm> of(String html) {
    List<FilledForm> forms = new ArrayList<>();
    FilledForm open = new FilledForm("", new ArrayList<>());
    for (Markup.Tag tag : Markup.tags(html)) {
      if (tag.name().equals("form")) {
        open = new FilledForm(tag.attribute("action"), new ArrayList<>());
        if (tag.attribute("method").equalsIgnoreCase("post")) {
          forms.add(open);
        }
      } else if (Set.of("input", "textarea").contains(tag.name())) {
        open.fields.add(tag);
      }
    }
    return forms;
  }

  boolean takesText() {
    return fields.stream().anyMatch(FilledForm::isText);
  }

  private static boolean isText(Markup.Tag field) {
    return field.name().equals("textarea")
        || (field.name().equals("input") && TEXTS.contains(field.attribute("type")));
  }

  /** Names and values in turn, with this in each text or in the name alone. */
  String[] filled(String text, boolean nameAlone) {
    List<String> all = new ArrayList<>();
    for (Markup.Tag field : fields) {
      String name = field.attribute("name");
      boolean unmarked =
          MARKS.contains(field.attribute("type")) && !field.attributes().containsKey("checked");
      if (!name.isEmpty() && !unmarked) {
        all.add(name);
        all.add(
            isText(field) && (!nameAlone || name.equals("name"))
                ? typed(name, text)
                : value(field));
      }
    }
    return all.toArray(String[]::new);
  }

  /**
   * A name that is typed to confirm an end is another one, so that all is there to be looked at.
   */
  private static String typed(String name, String text) {
    return name.equals("confirm") ? text + "!" : text;
  }

  private static String value(Markup.Tag field) {
    return field.name().equals("textarea") ? field.text() : field.attribute("value");
  }
}
