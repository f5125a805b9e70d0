package io.auralis.rest;

import io.auralis.wire.Problem;
import io.auralis.wire.StationInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The problems that several paths answer with, as the OpenAPI document describes them. */
final class Described {

  private Described() {}

  /** A field has a value that is not allowed. */
  @APIResponse(
      responseCode = "400",
      description = "A field is wrong; the answer names it and what is allowed",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface WrongField {}

  /** The client shows no token, or another one. */
  @APIResponse(
      responseCode = "401",
      description = "The token is missing or wrong",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface WrongToken {}

  /** The station takes no control. */
  @APIResponse(
      responseCode = "403",
      description = "Nobody may control the station: locked",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Locked {}

  /** There is no such station. */
  @APIResponse(
      responseCode = "404",
      description = StationInfo.UNKNOWN,
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface UnknownStation {}

  /** The station has not begun. */
  @APIResponse(
      responseCode = "404",
      description = "Nothing has played yet: nothing_played. Retry-After says how long to wait",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds to wait",
              schema = @Schema(type = SchemaType.INTEGER)),
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface NothingPlayed {}

  /** There is no such station, or it has not begun. */
  @APIResponse(
      responseCode = "404",
      description =
          StationInfo.UNKNOWN
              + ": station_not_found. Or nothing has played yet: nothing_played, and Retry-After"
              + " says how long to wait",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds to wait; only where nothing has played yet",
              schema = @Schema(type = SchemaType.INTEGER)),
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface NothingHeard {}

  /** The address asks too often. */
  @APIResponse(
      responseCode = "429",
      description = "Too many requests of one address; Retry-After says how long to wait",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds to wait",
              schema = @Schema(type = SchemaType.INTEGER)),
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface TooMany {}
}
