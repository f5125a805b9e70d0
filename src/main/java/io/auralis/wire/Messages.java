package io.auralis.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Mode;
import io.auralis.station.GenerationUpdate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;

/** The messages that the server sends besides audio, field for field as specified. */
public final class Messages {

  // Half of a surrogate pair is JSON when it is escaped, and no UTF-8 when it is not.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Messages() {}

  /**
   * Answer to {@code status_request}; with {@code resumed} the first message to a listener that
   * asked to continue.
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(
      String type,
      @JsonProperty("buffer_depth_ms") double bufferDepthMs,
      @JsonProperty("active_clients") int activeClients,
      @JsonProperty("synthesis_latency_ms") double synthesisLatencyMs,
      @JsonProperty("server_time") String serverTime,
      Boolean resumed) {

    public static Status of(
        double bufferDepthMs, int activeClients, double synthesisLatencyMs, Boolean resumed) {
      return new Status(
          "status", bufferDepthMs, activeClients, synthesisLatencyMs, WireTime.now(), resumed);
    }
  }

  /** Answer to {@code ping}. */
  @RegisterForReflection
  public record Pong(
      String type,
      @JsonProperty("client_time") Object clientTime,
      @JsonProperty("server_time") String serverTime) {

    public static Pong to(Object clientTime) {
      return new Pong("pong", clientTime, WireTime.now());
    }
  }

  /** The mode's name if it is not the key's own, else null: the field is left out. */
  public static String modeOf(GenerationParameters parameters) {
    Mode mode = parameters.soundingMode();
    return mode == parameters.key().mode() ? null : mode.displayName();
  }

  /** What plays, or is about to; with the timestamp of the control that caused it. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Generation(
      String type,
      @JsonProperty("phrase_id") String phraseId,
      String key,
      @JsonInclude(JsonInclude.Include.NON_NULL) String mode,
      int bpm,
      double intensity,
      @JsonProperty("next_phrase_in_ms") long nextPhraseInMs,
      String timestamp) {

    public static Generation of(GenerationUpdate update) {
      return new Generation(
          "generation_update",
          update.phraseId(),
          update.parameters().key().displayName(),
          modeOf(update.parameters()),
          update.parameters().tempo().bpm(),
          update.parameters().intensity(),
          update.nextPhraseInMillis(),
          update.controlTimestamp().orElse(null));
    }
  }

  /**
   * Something that the listener should know: {@code reason} says for programs why, {@code errors}
   * names fields where there are any.
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Error(
      String type,
      ErrorCode code,
      ErrorReason reason,
      String message,
      String severity,
      String timestamp,
      List<FieldError> errors) {

    public static Error of(ErrorReason reason, String message) {
      return of(reason, message, List.of());
    }

    public static Error of(InvalidControlException e) {
      return of(e.reason(), e.getMessage(), e.errors());
    }

    private static Error of(ErrorReason reason, String message, List<FieldError> errors) {
      ErrorCode code = reason.code();
      return new Error("error", code, reason, message, code.severity(), WireTime.now(), errors);
    }
  }

  /** A field that was refused. */
  @RegisterForReflection
  public record FieldError(String field, String value, String allowed) {

    String sentence() {
      return String.format(
          Locale.ROOT, "%s: %s is not allowed; it must be %s", field, value, allowed);
    }
  }

  public static String write(Object message) {
    try {
      return MAPPER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A message of ours is not JSON", e);
    }
  }
}
