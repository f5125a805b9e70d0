package io.auralis.rest;

import io.auralis.http.Problems;
import io.auralis.stations.StationRefusal;
import io.auralis.stations.StationRefusedException;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.InvalidControlException;
import io.auralis.wire.Problem;
import io.auralis.wire.TooManyControlsException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives all errors of the REST API the same body. */
class ErrorMapper {

  @ServerExceptionMapper
  RestResponse<Problem> invalid(InvalidControlException e) {
    Response.Status status = Response.Status.BAD_REQUEST;
    return answer(
            status.getStatusCode(), Problem.of(status.getStatusCode(), status.getReasonPhrase(), e))
        .build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> tooMany(TooManyControlsException e) {
    Response.Status status = Response.Status.TOO_MANY_REQUESTS;
    return answer(
            status.getStatusCode(), Problem.of(status.getStatusCode(), status.getReasonPhrase(), e))
        .header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds())
        .build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> rejected(RejectedException e) {
    Response.Status status = Response.Status.fromStatusCode(e.status());
    RestResponse.ResponseBuilder<Problem> answer =
        answer(
            e.status(),
            Problem.of(e.status(), status.getReasonPhrase(), e.reason(), e.getMessage()));
    e.retryAfterSeconds().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
    return answer.build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> refused(StationRefusedException e) {
    Response.Status status =
        e.reason() == StationRefusal.STATIONS_OFF
            ? Response.Status.FORBIDDEN
            : Response.Status.SERVICE_UNAVAILABLE;
    return rejected(
        new RejectedException(
            status.getStatusCode(),
            ErrorReason.of(e.reason()),
            e.getMessage(),
            e.retryAfterSeconds()));
  }

  @ServerExceptionMapper
  RestResponse<Problem> nothingPlayed(PhraseResource.NothingPlayedException e) {
    Response.Status status = Response.Status.NOT_FOUND;
    return RestResponse.ResponseBuilder.<Problem>create(status.getStatusCode())
        .entity(
            Problem.of(
                status.getStatusCode(),
                status.getReasonPhrase(),
                ErrorReason.NOTHING_PLAYED,
                e.getMessage()))
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, 1)
        .header(HttpHeaders.CACHE_CONTROL, StationAnswers.NO_STORE)
        .build();
  }

  /** What the framework refuses: a method, a media type. */
  @ServerExceptionMapper
  RestResponse<Problem> refused(WebApplicationException e) {
    Response response = e.getResponse();
    Response.StatusType status = response.getStatusInfo();
    RestResponse.ResponseBuilder<Problem> answer =
        answer(
            status.getStatusCode(),
            Problem.of(status.getStatusCode(), status.getReasonPhrase(), e.getMessage()));
    MultivaluedMap<String, Object> headers = response.getHeaders();
    for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE}) {
      if (headers.containsKey(name)) {
        answer.header(name, headers.getFirst(name));
      }
    }
    return answer.build();
  }

  /** What nobody expected; the client learns nothing of it, the log all. */
  @ServerExceptionMapper
  RestResponse<Problem> failed(Throwable failure) {
    Problems.log(failure);
    Response.Status status = Response.Status.INTERNAL_SERVER_ERROR;
    return answer(
            status.getStatusCode(),
            Problem.of(
                status.getStatusCode(),
                status.getReasonPhrase(),
                "The service failed; its log says why"))
        .build();
  }

  private static RestResponse.ResponseBuilder<Problem> answer(int status, Problem problem) {
    return RestResponse.ResponseBuilder.<Problem>create(status)
        .entity(problem)
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
  }
}
