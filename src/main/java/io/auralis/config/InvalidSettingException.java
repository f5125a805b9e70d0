package io.auralis.config;

/**
 * A setting turned out to be wrong while the service was put together; the message is one line that
 * names its variable, and what is wrong.
 */
public final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** For a message alone. */
  public InvalidSettingException(String message) {
    super(message);
  }

  /** For a message about another exception. */
  public InvalidSettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
