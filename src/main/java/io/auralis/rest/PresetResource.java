package io.auralis.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.preset.Preset;
import io.auralis.preset.PresetBook;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Presets as data. They change with the application only: read, checked and written down once, at
 * the start.
 */
@Path("/api/v1/presets")
@Singleton
@Startup
public class PresetResource {

  private static final int MAX_AGE_SECONDS = 300;
  private static final int TAG_BYTES = 8;

  private final byte[] body;
  private final EntityTag tag;

  PresetResource(ObjectMapper mapper) throws JsonProcessingException {
    List<Entry> entries = PresetBook.bundled().presets().stream().map(Entry::of).toList();
    body = mapper.writeValueAsBytes(new Presets(entries));
    tag = new EntityTag(HexFormat.of().formatHex(sha256(body), 0, TAG_BYTES));
  }

  /** All presets; {@code POST /api/v1/control} takes one as it is. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Settings that go well together; a control takes one as it is")
  @APIResponse(
      responseCode = "200",
      description = "All presets, in the order to show them",
      content = @Content(schema = @Schema(implementation = Presets.class)))
  @APIResponse(responseCode = "304", description = "The same as the ETag that was sent")
  public Response presets(@Context HttpHeaders headers) {
    List<String> known = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
    Response.ResponseBuilder answer =
        known != null && EntityTags.match(known, tag.getValue())
            ? Response.notModified(tag)
            : Response.ok(body).tag(tag);
    CacheControl caching = new CacheControl();
    caching.setMaxAge(MAX_AGE_SECONDS);
    caching.setNoTransform(false);
    return answer.cacheControl(caching).build();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer. */
  @RegisterForReflection
  record Presets(List<Entry> presets) {}

  /** A preset on the wire. */
  @RegisterForReflection
  record Entry(
      String id,
      String name,
      String description,
      String key,
      String mode,
      int bpm,
      double intensity) {

    static Entry of(Preset preset) {
      return new Entry(
          preset.id(),
          preset.name(),
          preset.description(),
          preset.parameters().key().displayName(),
          preset.parameters().soundingMode().displayName(),
          preset.parameters().tempo().bpm(),
          preset.parameters().intensity());
    }
  }
}
