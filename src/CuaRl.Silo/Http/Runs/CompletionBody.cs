using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Runs;

/// <summary>How a run ended well. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CompletionBody
{
    [Description("The total reward: any JSON value of at most 64 KiB.")]
    public JsonText? TotalReward { get; init; }

    [Description("The step of the last state as you know it; by default wherever the run stands.")]
    public long? ExpectedHead { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static CompletionBody Read(JsonBody body)
    {
        var completion = new CompletionBody
        {
            TotalReward = body.OptionalValue("total_reward", SimulationRules.JsonValue),
            ExpectedHead = body.OptionalInteger("expected_head", -1),
        };
        body.ThrowIfInvalid();
        return completion;
    }
}
