package io.nija.vault.dashboard.ui;

import java.util.Set;
import java.util.function.Supplier;

import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Where a tile has its figure from. Each is a bean; their order is that of the tiles.
 *
 * @param audience on whose dashboards it is
 * @param address  of the view that it leads to, relative; null when there is none
 * @param reading  asked again and again, on another thread than the page's, under the person's own permissions; when it
 *                 throws something, the tile says that it cannot be told
 */
record TileSource(Set<Role> audience, String title, @Nullable String address, Supplier<Reading> reading) {

    static TileSource of(Role audience, String title, String address, Supplier<Reading> reading) {
        return new TileSource(Set.of(audience), title, address, reading);
    }
}
