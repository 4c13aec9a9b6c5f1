package dev.countersign.control.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what a task is given as JSON: Java's own serialisation would read whatever it is told. */
final class JsonTaskData implements Serializer {

  private final JsonMapper json;

  JsonTaskData(JsonMapper json) {
    this.json = json;
  }

  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    return data == null ? null : json.writeValueAsBytes(data);
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
    return data == null ? null : json.readValue(data, type);
  }
}
