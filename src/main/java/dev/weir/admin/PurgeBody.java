package dev.weir.admin;

import dev.weir.invalidation.PurgeOrder;
import dev.weir.invalidation.Subject;
import dev.weir.invalidation.SubjectReader;
import dev.weir.message.TargetUri;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a request to purge, read whole: an order, or every mistake in it. */
sealed interface PurgeBody {
    record Accepted(PurgeOrder order) implements PurgeBody {}

    record Refused(List<BodyReader.Mistake> mistakes) implements PurgeBody {}

    int MOST_SUBJECTS = 100_000;

    static PurgeBody read(Buffer content) {
        BodyReader body = BodyReader.of(content);
        List<Subject> subjects = subjects(body);
        PurgeOrder order = order(body, subjects);
        body.refuseUnknown();
        return order == null || !body.mistakes().isEmpty() ? new Refused(body.mistakes()) : new Accepted(order);
    }

    /** Null where something is wrong. */
    private static @Nullable PurgeOrder order(BodyReader body, List<Subject> subjects) {
        boolean soft = body.flag("soft", false);
        boolean refill = body.flag("refill", false);
        boolean confirm = body.flag("confirm", true);
        if (refill && !confirm) {
            body.report(
                    "refill", "true without confirm", "confirm: true, for what is fetched earlier is forgotten too");
        }
        Duration patience = body.duration("timeout", PurgeOrder.PATIENCE);
        return body.mistakes().isEmpty() ? new PurgeOrder(subjects, soft, refill, confirm, patience) : null;
    }

    private static List<Subject> subjects(BodyReader body) {
        List<Subject> subjects = new ArrayList<>();
        body.texts("urls", SubjectReader.URL, text -> add(subjects, uri(SubjectReader.url(text))));
        String origin = body.text("origin", SubjectReader.ORIGIN, SubjectReader::origin);
        body.texts("groups", SubjectReader.GROUP, name -> add(subjects, SubjectReader.group(origin, name)));
        body.texts("prefixes", SubjectReader.PREFIX, text -> add(subjects, SubjectReader.prefix(text)));
        return body.flag("all", false) ? everything(body, origin, subjects) : some(body, origin, subjects);
    }

    private static List<Subject> everything(BodyReader body, @Nullable String origin, List<Subject> others) {
        if (!others.isEmpty()) {
            body.report("all", "true beside " + others.size() + " subjects", "either all or some");
        }
        return List.of(origin == null ? new Subject.All() : new Subject.Prefix(origin + '/'));
    }

    private static List<Subject> some(BodyReader body, @Nullable String origin, List<Subject> subjects) {
        if (subjects.isEmpty() && body.mistakes().isEmpty()) {
            body.report("", "no subject", "urls, groups or prefixes; or all: true");
        }
        if (subjects.size() > MOST_SUBJECTS) {
            body.report("", subjects.size() + " subjects", "at most " + MOST_SUBJECTS + " in one request");
        }
        if (origin != null && subjects.stream().noneMatch(Subject.Group.class::isInstance)) {
            body.report("origin", origin, "only with groups or all: URLs and prefixes name their own");
        }
        return subjects;
    }

    private static Subject.@Nullable Uri uri(@Nullable TargetUri uri) {
        return uri == null ? null : new Subject.Uri(uri.toString());
    }

    private static boolean add(List<Subject> subjects, @Nullable Subject read) {
        return read != null && subjects.add(read);
    }
}
