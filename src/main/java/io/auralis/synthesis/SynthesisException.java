package io.auralis.synthesis;

/** A run of the synthesiser failed; its message says what and is fit for a listener to read. */
public class SynthesisException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SynthesisException(String message, Throwable cause) {
    super(message, cause);
  }
}
