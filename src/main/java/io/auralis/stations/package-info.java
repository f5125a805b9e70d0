/**
 * The stations of a process: which there are, who made them, how many this machine carries, and the
 * thread that renders them all.
 *
 * <p>May import access, station, delivery and what lies below them.
 */
package io.auralis.stations;
