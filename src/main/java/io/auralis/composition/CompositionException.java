package io.auralis.composition;

/** A phrase could not be composed. The station goes on with what it has. */
public class CompositionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CompositionException(String message) {
    super(message);
  }

  public CompositionException(String message, Throwable cause) {
    super(message, cause);
  }
}
