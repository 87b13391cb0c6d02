package dev.weir.exchange;

import dev.weir.invalidation.PurgeAnswer;
import dev.weir.invalidation.PurgeOrder;
import dev.weir.invalidation.Purging;
import dev.weir.invalidation.Subject;
import dev.weir.invalidation.SubjectReader;
import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.TargetUri;
import dev.weir.policy.PurgeDecision;
import dev.weir.policy.PurgePolicy;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code PURGE}, which tools for other caches send to the port for clients. It never goes to the origin.
 *
 * <p>Called on an event loop, completes there and never fails.
 */
public final class PurgeRequests {
    private static final String METHOD = "PURGE";
    private static final Explanation DONE = new Explanation(Explanation.NO_ROUTE, Outcome.PURGED, null);
    private static final Explanation REFUSED = new Explanation(Explanation.NO_ROUTE, Outcome.REFUSED, null);
    private static final Explanation FAILED = new Explanation(Explanation.NO_ROUTE, Outcome.FAILED, null);

    private final Purging purging;

    public PurgeRequests(Purging purging) {
        this.purging = purging;
    }

    public static boolean isOne(RequestHead request) {
        return request.method().equals(METHOD);
    }

    /** @param allowed whether whoever asks may purge; who may not learns nothing else */
    public Future<Reply> answer(RequestHead request, boolean allowed) {
        if (!allowed) {
            return refused(403, "This address may not purge.");
        }
        return switch (PurgePolicy.decide(request.headers())) {
            case PurgeDecision.Refuse refuse -> refused(400, refuse.detail());
            case PurgeDecision.Target target ->
                purge(List.of(new Subject.Uri(request.target().toString())), target.soft());
            case PurgeDecision.Groups groups -> purge(subjects(request.target(), groups), groups.soft());
        };
    }

    private Future<Reply> purge(@Nullable List<Subject> subjects, boolean soft) {
        if (subjects == null) {
            return refused(400, "Expected for each group " + SubjectReader.GROUP + '.');
        }
        return purging.purge(new PurgeOrder(subjects, soft, false, true, PurgeOrder.PATIENCE))
                .map(PurgeAnswer::of)
                .map(PurgeRequests::told);
    }

    /** Null where a name is none. */
    private static @Nullable List<Subject> subjects(TargetUri target, PurgeDecision.Groups groups) {
        List<Subject> subjects = new ArrayList<>();
        groups.everywhere().forEach(name -> add(subjects, SubjectReader.group(null, name)));
        groups.here().forEach(name -> add(subjects, SubjectReader.group(SubjectReader.originOf(target), name)));
        return subjects.size() == groups.everywhere().size() + groups.here().size() ? subjects : null;
    }

    private static void add(List<Subject> subjects, Subject.@Nullable Group group) {
        if (group != null) {
            subjects.add(group);
        }
    }

    private static Reply told(PurgeAnswer answer) {
        FieldLines fields = FieldLines.of("content-type", answer.mediaType(), "cache-control", "no-store");
        Body body = new Body.Whole(Buffer.buffer(answer.body().encode() + '\n'));
        return new Reply(new ResponseHead(answer.status(), fields), body, null, answer.status() < 400 ? DONE : FAILED);
    }

    private static Future<Reply> refused(int status, String detail) {
        return Future.succeededFuture(Problem.reply(status, detail, REFUSED));
    }
}
