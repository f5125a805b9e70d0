package io.auralis.ledger;

/** An entry that cannot be read or appended. The message names what is wrong. */
public final class LedgerException extends RuntimeException {

  /** Why. */
  public enum Reason {
    /** The bytes are no entry: cut off, changed, or made by somebody else. */
    DAMAGED,
    /**
     * The bytes are an entry of a newer version, or name a key, mode or chord that this version
     * does not know. {@link LedgerEntryCodec#peek} tells where it stands.
     */
    NEWER,
    /** Entries before it are missing. */
    HOLE,
    /** The ledger has kept nothing of this index. */
    FORGOTTEN
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  LedgerException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LedgerException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static LedgerException damaged(String place, String what) {
    return new LedgerException(Reason.DAMAGED, "Damaged ledger entry: " + place + ": " + what);
  }

  public Reason reason() {
    return reason;
  }
}
