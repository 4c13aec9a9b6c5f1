package dev.countersign.server.feed;

import dev.countersign.control.ControlPlane;
import dev.countersign.control.TestPlane;
import dev.countersign.gateway.feed.Enrolment;
import dev.countersign.gateway.feed.FeedAddress;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of the feed over the wire have in common. */
final class FeedFixture {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FeedFixture() {}

  static FeedAddress address(TestPlane plane) {
    return address(plane.plane());
  }

  private static FeedAddress address(ControlPlane plane) {
    return new FeedAddress("127.0.0.1", plane.feedPort());
  }

  static HttpConfigurationFeed enrolled(ControlPlane plane, Path data) throws Exception {
    return enrolled(plane, data, InstantSource.system());
  }

  static HttpConfigurationFeed enrolled(TestPlane plane, Path data) throws Exception {
    return enrolled(plane, data, InstantSource.system());
  }

  static HttpConfigurationFeed enrolled(TestPlane plane, Path data, InstantSource clock)
      throws Exception {
    return enrolled(plane.plane(), data, clock);
  }

  private static HttpConfigurationFeed enrolled(ControlPlane plane, Path data, InstantSource clock)
      throws Exception {
    Enrolment.enrol(address(plane), plane.createEnrolment(), data, clock);
    return HttpConfigurationFeed.open(address(plane), data, clock);
  }

  /** Calls the REST API with the key of everything. */
  static HttpResponse<String> rest(TestPlane plane, String method, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + plane.plane().controlPort() + "/api/v1" + path))
            .header("Authorization", "Bearer " + TestPlane.API_KEY)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Asks the control port without a key. */
  static HttpResponse<String> get(TestPlane plane, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plane.plane().controlPort() + path))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  /** The only gateway. */
  static JsonNode gateway(TestPlane plane) throws Exception {
    JsonNode items = json(rest(plane, "GET", "/gateways")).get("items");
    if (items.size() != 1) {
      throw new AssertionError("Expected one gateway: " + items);
    }
    return items.get(0);
  }
}
