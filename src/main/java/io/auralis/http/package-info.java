/**
 * What stands before all requests. Connections: how many there may be, how long a client may take
 * to say what it wants, and what is no HTTP at all. Requests: from whom they come, from which
 * pages, and what is answered where nothing else answers.
 *
 * <p>Connections are guarded below Vert.x, on Netty's pipelines, because Vert.x counts one only
 * once a request is complete. May import wire and access.
 */
package io.auralis.http;
