package dev.countersign.server.command;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and gives those that read more than options the environment. */
final class CommandFactory implements IFactory {

  private final Map<String, String> environment;

  CommandFactory(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ControlOptionsMixin.class) {
      return type.cast(new ControlOptionsMixin(environment));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
