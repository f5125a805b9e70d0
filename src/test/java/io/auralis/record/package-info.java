/**
 * The record of bytes: what seeds 1 to 5 play in 60 s, as checksums that every later version must
 * play again.
 *
 * <p>{@code RecordedBytesTest} compares. {@code RecordAnew} writes the figures again, which is only
 * right where a change of the sound is wanted. {@code io.auralis.station.RecordedStations} is the
 * one place that knows how a station is put together.
 */
package io.auralis.record;
