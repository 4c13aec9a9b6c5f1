package dev.countersign.control.shell;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Finds an asset by its name below any version. */
class AnyVersion extends PathResourceResolver {

  static final int HASH_BYTES = 6;

  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    return super.getResource(path.replaceFirst("^[0-9a-f]{12}/", ""), location);
  }
}
