package io.auralis.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes and deletes personal stations over REST, as a program does that is no page. One thread. */
final class StationMaker {

  private static final String PATH = "/api/v1/stations";
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  /** Ids go into a path as they are. */
  private static final String ID = "[a-z0-9-]{1,64}";

  /** A server beyond its limits answers late, and that is when its answer matters. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int MOST_WAITS = 60;

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI server;

  /**
   * A station of ours.
   *
   * @param token what deletes it
   */
  record Made(String id, String token) {}

  /**
   * What the server said.
   *
   * @param made the station, or nothing if it was refused
   * @param refusal why it was refused: the status and the reason; empty if it was not
   */
  record Answer(Optional<Made> made, String refusal) {}

  StationMaker(LoadOptions options) {
    server = URI.create(String.format(Locale.ROOT, "http://%s:%d", options.host(), options.port()));
  }

  /**
   * Makes a station. Waits and asks again if the server says that it is asked too often.
   *
   * @throws IOException if the server does not answer, or makes no stations at all
   */
  Answer make(StationParameters parameters) throws IOException {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(server.resolve(PATH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(parameters.json())));
    JsonNode body = json(response.body());
    if (response.statusCode() == NOT_FOUND) {
      throw new IOException(
          "This server makes no stations: POST " + PATH + " was answered with 404");
    }
    if (response.statusCode() != CREATED) {
      String reason = body.path("reason").asText("");
      if (reason.isEmpty()) {
        reason = body.path("detail").asText("");
      }
      return new Answer(Optional.empty(), (response.statusCode() + " " + reason).trim());
    }
    String id = body.path("id").asText();
    String token = body.path("control_token").asText();
    if (!id.matches(ID) || token.isEmpty()) {
      throw new IOException("A station without id or control_token: " + response.body());
    }
    return new Answer(Optional.of(new Made(id, token)), "");
  }

  /**
   * Deletes a station.
   *
   * @return whether it is gone; it may have ended before
   */
  boolean delete(Made station) throws IOException {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(server.resolve(PATH + "/" + station.id()))
                .header("Authorization", "Bearer " + station.token())
                .DELETE());
    return response.statusCode() == NO_CONTENT || response.statusCode() == NOT_FOUND;
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.timeout(PATIENCE).build();
    try {
      for (int waits = 0; ; waits++) {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != TOO_MANY_REQUESTS || waits == MOST_WAITS) {
          return response;
        }
        TimeUnit.SECONDS.sleep(
            response.headers().firstValue("Retry-After").map(StationMaker::seconds).orElse(1L));
      }
    } catch (ConnectException e) {
      throw new IOException("Nobody answers at " + request.uri() + " any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static long seconds(String header) {
    return header.matches("\\d{1,2}") ? Long.parseLong(header) : 1;
  }

  private JsonNode json(String body) {
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException e) {
      return mapper.missingNode();
    }
  }
}
