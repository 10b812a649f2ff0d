@NullMarked
package io.nija.vault.gateway.web;

import org.jspecify.annotations.NullMarked;
