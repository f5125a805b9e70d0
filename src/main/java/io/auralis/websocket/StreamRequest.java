package io.auralis.websocket;

import com.fasterxml.jackson.databind.node.TextNode;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Notices;
import io.auralis.delivery.StreamFormat;
import io.auralis.stations.Stations;
import io.auralis.wire.ControlChange;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.InvalidControlException;
import io.auralis.wire.Messages;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the URL of a stream asks for: {@code ?station=id&format=json|pcm|opus&from=chunk_index}.
 *
 * @param station whose stream it is; {@code new} for one that is to be made
 * @param format how the listener wants its audio
 * @param from the index of the chunk to continue with, if it comes back
 * @param parameters all of the query, for a station that is to be made
 */
record StreamRequest(
    String station, StreamFormat format, OptionalLong from, Map<String, List<String>> parameters) {

  /** Asks for a station of one's own. */
  static final String NEW = "new";

  private static final String STATION = "station";
  private static final String FORMAT = "format";
  private static final String FROM = "from";

  /** The same without a chunk to continue with: a station that was just made has none. */
  StreamRequest anew() {
    return new StreamRequest(station, format, OptionalLong.empty(), parameters);
  }

  /** What the listener asks for, with the words for what concerns it alone. */
  Admission admission(Notices notices) {
    return new Admission(format, from, notices);
  }

  /**
   * Reads the query; other parameters are ignored.
   *
   * @param query may be null
   * @param offered the formats that can be had
   * @throws InvalidControlException that names all parameters that are wrong
   */
  static StreamRequest read(String query, Set<StreamFormat> offered) {
    Map<String, List<String>> parameters;
    try {
      parameters = new QueryStringDecoder(query == null ? "" : query, false).parameters();
    } catch (IllegalArgumentException e) {
      throw new InvalidControlException(
          ErrorReason.REQUEST,
          List.of(
              ControlChange.refuse(
                  "query", TextNode.valueOf(query), "percent-encoded as in RFC 3986")));
    }
    List<Messages.FieldError> errors = new ArrayList<>();
    StreamFormat format = StreamFormat.JSON;
    if (parameters.containsKey(FORMAT)) {
      String label = parameters.get(FORMAT).get(0);
      format = StreamFormat.of(label).filter(offered::contains).orElse(null);
      if (format == null) {
        errors.add(ControlChange.refuse(FORMAT, TextNode.valueOf(label), allowed(offered)));
      }
    }
    OptionalLong from = OptionalLong.empty();
    if (parameters.containsKey(FROM)) {
      String index = parameters.get(FROM).get(0);
      if (index.matches("\\d{1,18}")) {
        from = OptionalLong.of(Long.parseLong(index));
      } else {
        errors.add(
            ControlChange.refuse(FROM, TextNode.valueOf(index), "a chunk_index, 0 or greater"));
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidControlException(ErrorReason.REQUEST, errors);
    }
    String station =
        parameters.containsKey(STATION) ? parameters.get(STATION).get(0) : Stations.MAIN;
    return new StreamRequest(station, format, from, parameters);
  }

  private static String allowed(Set<StreamFormat> offered) {
    String names =
        "one of " + offered.stream().map(StreamFormat::label).collect(Collectors.joining(", "));
    return offered.contains(StreamFormat.OPUS)
        ? names
        : names + "; opus only where the server has AURALIS_ENABLE_OPUS=true";
  }
}
