package dev.countersign.control.accounts.roles;

/** How many people have a role, and how many are to have it. */
record RoleUse(long members, long invitations) {

  static final RoleUse NONE = new RoleUse(0, 0);

  boolean isNone() {
    return members == 0 && invitations == 0;
  }

  /** As in "3 members and 1 invitation". */
  String words() {
    String people = counted(members, "member");
    String asked = counted(invitations, "invitation");
    return members == 0 ? asked : invitations == 0 ? people : people + " and " + asked;
  }

  private static String counted(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
