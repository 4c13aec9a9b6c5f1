package dev.countersign.control.accounts;

import java.util.List;

/** The companies of the installation, for the parts that work for each of them. */
public interface Companies {

  /** The id of the company that runs the installation. */
  String first();

  /** The ids of all, the oldest first. */
  List<String> all();

  /**
   * Holds the company, so that the transaction that runs may add to it: whoever changes who may
   * join waits, or is waited for. Before any lock on a link or invitation of the company.
   */
  void hold(String companyId);

  /** What the company calls itself. */
  String name(String companyId);
}
