/**
 * What clients read and write: messages, their JSON, errors and their reasons. WebSocket and REST
 * share it.
 *
 * <p>May import stations, station, delivery, access, preset and music.
 */
package io.auralis.wire;
