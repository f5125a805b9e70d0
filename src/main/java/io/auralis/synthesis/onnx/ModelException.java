package io.auralis.synthesis.onnx;

/** A model file is missing, damaged or not the one this version needs. */
public class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelException(String message) {
    super(message);
  }

  ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
