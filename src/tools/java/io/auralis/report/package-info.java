/**
 * Measures what the composer writes and what a station sounds like: {@link
 * io.auralis.report.CompositionReport} composes hours, checks every bound of {@code
 * docs/composition.md} and draws its pictures. Loudness follows ITU-R BS.1770-4 and EBU R 128.
 */
package io.auralis.report;
