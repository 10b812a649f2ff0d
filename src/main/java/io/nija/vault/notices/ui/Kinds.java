package io.nija.vault.notices.ui;

import java.util.Arrays;
import java.util.List;

import io.nija.vault.notices.NoticeKind;
import io.nija.vault.security.Person;
import io.nija.vault.security.Role;

/** Which kinds of notices somebody may get. */
final class Kinds {

    private Kinds() {
    }

    static List<NoticeKind> of(Person person) {
        boolean staff = person.roles().contains(Role.SUPPORT) || person.roles().contains(Role.ADMIN);
        return Arrays.stream(NoticeKind.values()).filter(kind -> switch (kind) {
            case QUEUE, APPROVAL, OVERDUE -> staff;
            case MESSAGE -> true;
            case REQUEST, EXPIRY -> person.roles().contains(Role.USER);
        }).toList();
    }
}
