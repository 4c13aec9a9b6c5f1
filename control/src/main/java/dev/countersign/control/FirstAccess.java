package dev.countersign.control;

import java.net.URI;
import java.util.Optional;

/** How the first person comes in. */
public interface FirstAccess {

  /** The link of the first start, while it works; whoever has it becomes the administrator. */
  Optional<URI> link();

  /** A new such link, for an installation that has no people yet. */
  URI newLink();
}
