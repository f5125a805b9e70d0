/**
 * Who may listen and control: addresses behind trusted proxies, origins of pages, the token, and
 * how much an address may do.
 *
 * <p>Knows no framework: headers come in as text. Nothing here looks up a name while a request
 * waits, and no header can make a method throw. May import limits.
 */
package io.auralis.access;
