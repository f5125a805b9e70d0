package io.auralis.api;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives REST errors the same body as those of the stream. */
class ErrorMapper {

  @ServerExceptionMapper
  RestResponse<Messages.Error> invalid(InvalidControlException e) {
    return RestResponse.status(RestResponse.Status.BAD_REQUEST, Messages.Error.of(e));
  }
}
