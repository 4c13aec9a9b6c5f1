package dev.countersign.control.accounts;

import java.util.List;

/** The companies of the installation, for the parts that work for each of them. */
public interface Companies {

  /** The id of the company that runs the installation. */
  String first();

  /** The ids of all, the oldest first. */
  List<String> all();

  /** What the company calls itself. */
  String name(String companyId);
}
