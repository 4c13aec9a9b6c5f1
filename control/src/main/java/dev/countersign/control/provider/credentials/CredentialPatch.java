package dev.countersign.control.provider.credentials;

import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.control.web.Problems;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a JSON merge patch (RFC 7396): what it names is replaced, what it names as null is
 * removed, and what it does not name stays.
 */
@Component
class CredentialPatch {

  private final JsonMapper json;

  CredentialPatch(JsonMapper json) {
    this.json = json;
  }

  CredentialSettings apply(JsonNode patch, CredentialRow row) {
    if (!(patch instanceof ObjectNode changes)) {
      throw new ProblemException(
          ProblemType.REQUEST_MALFORMED, "Send a JSON object with the fields to change.");
    }
    ObjectNode document = json.valueToTree(CredentialView.of(row, null).document());
    merge(document, changes);
    try {
      return CredentialReader.read(json.treeToValue(document, CredentialDocument.class));
    } catch (JacksonException e) {
      throw new ProblemException(Problems.unreadable(e));
    }
  }

  private static void merge(ObjectNode document, ObjectNode changes) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (document.get(change.getKey()) instanceof ObjectNode inner
          && change.getValue() instanceof ObjectNode innerChanges) {
        merge(inner, innerChanges);
      } else {
        document.set(change.getKey(), change.getValue());
      }
    }
  }
}
