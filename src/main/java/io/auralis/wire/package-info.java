/**
 * What clients read and write: messages, their JSON, errors and their reasons. WebSocket and REST
 * share it.
 *
 * <p>May import station, delivery, access and music.
 */
package io.auralis.wire;
