using CuaRl.Core.Runs;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Runs;

/// <summary>Lays Core's rules over what callers say of runs, field by field, under the names that HTTP clients know.</summary>
internal static class RunChecks
{
    public static void Check(string id, RunDefinition definition)
    {
        CheckText(definition.Name, definition.Description, definition.ConfigOverrides);
        Rule.Keep("origin_step", RunRules.Step(definition.OriginStep));
        if (definition.ParentRunId is { } parent && !GrainKeys.IsRunId(parent))
        {
            throw new MalformedIdException("run", parent);
        }

        if (definition.SimulationId is { } simulation)
        {
            _ = GrainKeys.Simulation(simulation);
        }

        var last = 0L;
        if (definition.StartsAfter is { } start)
        {
            CheckState(start);
            Rule.Keep("starts_after", start.RunId == id ? "must be a state of another run" : null);
            last = start.Step;
        }

        Rule.Keep("origin_step", definition.OriginStep > last ? "must not lie behind the state to start after" : null);
    }

    public static void Check(BranchRequest request)
    {
        CheckText(request.Name, request.Description, request.ConfigOverrides);
        Rule.Keep("operation_id", RunRules.OperationId(request.OperationId));
        Rule.Keep("step", request.Step.HasValue == request.State.HasValue ? "must be given, or a state, not both" : null);
        if (request.Step is { } step)
        {
            Rule.Keep("step", RunRules.Step(step));
        }
    }

    public static void Check(RunRequest request)
    {
        CheckText(request.Name, request.Description, request.ConfigOverrides);
        Rule.Keep("operation_id", RunRules.OperationId(request.OperationId));
    }

    public static void Check(StateQuery query)
    {
        Rule.Keep("from", RunRules.Step(query.From));
        CheckLimit(query.Limit);
    }

    public static void CheckLimit(int limit) => Rule.Keep("limit", RunRules.Limit(limit));

    public static void CheckExpectedHead(long? head)
    {
        if (head is { } step)
        {
            Rule.Keep("expected_head", RunRules.ExpectedHead(step));
        }
    }

    /// <exception cref="MalformedIdException">The id cannot be a state's.</exception>
    /// <exception cref="InvalidRequestException">The step is negative.</exception>
    public static void CheckState(StateId state)
    {
        if (!GrainKeys.IsRunId(state.RunId))
        {
            throw new MalformedIdException("state", state.ToString());
        }

        Rule.Keep("step", RunRules.Step(state.Step));
    }

    /// <summary>Null is refused too: a caller without nullable types may send it.</summary>
    private static void CheckText(string? name, string? description, JsonText? overrides)
    {
        Rule.Keep("name", RunRules.Name(name));
        Rule.Keep("description", RunRules.Description(description));
        Rule.Keep("config_overrides", overrides is null ? "must be a JSON object" : RunRules.Overrides(overrides.Utf8.Span));
    }
}
