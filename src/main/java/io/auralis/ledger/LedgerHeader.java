package io.auralis.ledger;

/**
 * Where an entry stands, which every version can read.
 *
 * @param version major version of the form of the entry
 * @param index number of the phrase in its station, from 0
 * @param revision 0 for the first entry of an index
 * @param startFrame frame of the first beat, at 44,100 Hz, counted from the station's epoch
 * @param lengthFrames length in frames of the whole phrase
 */
public record LedgerHeader(
    int version, long index, int revision, long startFrame, long lengthFrames) {}
