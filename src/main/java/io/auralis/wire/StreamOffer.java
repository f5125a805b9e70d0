package io.auralis.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.auralis.delivery.StreamFormat;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the stream can be had, so that clients need not try.
 *
 * @param formats what {@code ?format=} takes
 * @param opusKbps kilobits per second of {@code opus}; null where that cannot be had
 */
@Schema(description = "How the stream can be had")
public record StreamOffer(
    @Schema(description = "What ?format= takes") List<String> formats,
    @Schema(description = "Kilobits per second of opus; left out where that cannot be had")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonProperty("opus_kbps")
        Integer opusKbps) {

  public static StreamOffer of(Set<StreamFormat> formats, int opusKbps) {
    return new StreamOffer(
        formats.stream().sorted().map(StreamFormat::label).toList(),
        formats.contains(StreamFormat.OPUS) ? opusKbps : null);
  }
}
