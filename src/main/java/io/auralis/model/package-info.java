/**
 * The files of the model directory, and what is wrong with them.
 *
 * <p>Imports nothing of the service.
 */
package io.auralis.model;
