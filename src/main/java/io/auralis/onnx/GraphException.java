package io.auralis.onnx;

/** A run of a graph failed, or its tensors could not be made; the message says why. */
public final class GraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GraphException(String message, Throwable cause) {
    super(message, cause);
  }
}
