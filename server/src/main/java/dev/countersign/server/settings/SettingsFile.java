package dev.countersign.server.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * {@code countersign.yaml}: the options' names without their dashes, one a line.
 *
 * <pre>{@code
 * gateway-port: 443
 * bind: 0.0.0.0
 * }</pre>
 */
public final class SettingsFile {

  private static final Path USUAL = Path.of("countersign.yaml");

  private final Map<String, String> values;

  private SettingsFile(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the named file, or {@code countersign.yaml} of the working directory where there is one.
   *
   * @param known the names that a file may use
   */
  public static SettingsFile read(Optional<Path> named, Set<String> known) {
    if (named.isEmpty() && !Files.exists(USUAL)) {
      return new SettingsFile(Map.of());
    }
    Path file = named.orElse(USUAL);
    try (Reader reader = Files.newBufferedReader(file)) {
      LoaderOptions limits = new LoaderOptions();
      limits.setAllowDuplicateKeys(false);
      return new SettingsFile(
          checked(file, new Yaml(new SafeConstructor(limits)).load(reader), known));
    } catch (NoSuchFileException e) {
      throw new SettingsException("The settings file " + file + " does not exist.");
    } catch (IOException e) {
      throw new SettingsException("The settings file " + file + " cannot be read: " + e);
    } catch (MarkedYAMLException e) {
      throw new SettingsException(
          "The settings file %s is not YAML: line %d: %s"
              .formatted(
                  file,
                  e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1,
                  e.getProblem()));
    } catch (YAMLException e) {
      throw new SettingsException("The settings file " + file + " is not YAML.");
    }
  }

  private static Map<String, String> checked(
      Path file, @Nullable Object content, Set<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    if (content == null) {
      return values;
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new SettingsException(
          "The settings file %s is no list of settings; write lines such as: gateway-port: 8443"
              .formatted(file));
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!known.contains(key)) {
        throw new SettingsException(
            "The settings file %s has the unknown key %s. Known are: %s"
                .formatted(file, key, String.join(", ", new TreeSet<>(known))));
      }
      if (entry.getValue() == null
          || entry.getValue() instanceof Map
          || entry.getValue() instanceof Iterable) {
        throw new SettingsException(
            "The settings file %s needs one value for %s.".formatted(file, key));
      }
      values.put(key, String.valueOf(entry.getValue()));
    }
    return values;
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
