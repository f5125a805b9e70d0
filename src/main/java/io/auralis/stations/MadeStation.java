package io.auralis.stations;

import java.time.Duration;

/**
 * A station that was just made.
 *
 * @param station plays as soon as somebody listens
 * @param controlToken lets its holder control and end it; told once, the server keeps its hash only
 * @param linger how long it stays while nobody listens
 */
public record MadeStation(LiveStation station, String controlToken, Duration linger) {}
