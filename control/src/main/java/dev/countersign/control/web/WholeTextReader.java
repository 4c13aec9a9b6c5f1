package dev.countersign.control.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Reads a text of a JSON body, and refuses one that could not be stored as it is. */
class WholeTextReader extends StringDeserializer {

  @Override
  public String deserialize(JsonParser json, DeserializationContext context) {
    String text = super.deserialize(json, context);
    if (text != null && !WholeText.is(text)) {
      throw context.weirdStringException(text, String.class, "half of a surrogate pair");
    }
    return text;
  }
}
