package dev.countersign.server.settings;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The values of options that the command line does not give. */
public final class OptionValues implements IDefaultValueProvider {

  private final Map<String, String> environment;
  private final SettingsFile file;

  public OptionValues(Map<String, String> environment, SettingsFile file) {
    this.environment = environment;
    this.file = file;
  }

  /** {@code COUNTERSIGN_GATEWAY_PORT} for {@code gateway-port}. */
  public static String variable(String key) {
    return "COUNTERSIGN_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String key = option.longestName().substring(2);
    String variable = environment.get(variable(key));
    if (variable != null && !variable.isBlank()) {
      return variable;
    }
    return file.value(key).orElse(null);
  }
}
