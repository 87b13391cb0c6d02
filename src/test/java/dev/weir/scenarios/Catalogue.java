package dev.weir.scenarios;

import java.util.List;
import java.util.stream.Stream;

/** Every scenario, in the order of the questions a request meets. */
public final class Catalogue {
    private static final List<Scenario> ALL = Stream.of(
                    StoringScenarios.all(),
                    StatusScenarios.all(),
                    FreshnessScenarios.all(),
                    ParsingScenarios.all(),
                    AgeScenarios.all(),
                    ClientDirectiveScenarios.all(),
                    TargetedScenarios.all(),
                    StaleScenarios.all(),
                    VaryScenarios.all(),
                    ValidationScenarios.all(),
                    PreconditionScenarios.all(),
                    RangeScenarios.all(),
                    MethodScenarios.all(),
                    FieldScenarios.all(),
                    CacheStatusScenarios.all(),
                    KeyScenarios.all(),
                    NoVarySearchScenarios.all(),
                    HopScenarios.all(),
                    HeadScenarios.all(),
                    SiblingScenarios.all(),
                    InvalidationScenarios.all(),
                    DeliveryScenarios.all(),
                    OperatorScenarios.all())
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}

    static List<Scenario> all() {
        return ALL;
    }

    /** Names, to which the tables of requirements refer. */
    public static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }
}
