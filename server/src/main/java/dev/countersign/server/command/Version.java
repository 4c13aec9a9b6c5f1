package dev.countersign.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version as the build noted it. */
final class Version implements IVersionProvider {

  private static final String NOTE =
      "/META-INF/maven/dev.countersign/countersign-server/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream(NOTE)) {
      if (stream != null) {
        properties.load(stream);
      }
    }
    return new String[] {"Countersign " + properties.getProperty("version", "(not packaged)")};
  }
}
