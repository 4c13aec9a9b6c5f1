package dev.countersign.server.settings;

/** A settings file that cannot be used; the message says why and what to write instead. */
public final class SettingsException extends RuntimeException {

  SettingsException(String message) {
    super(message);
  }
}
