using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Runs;

/// <summary>How a run ended badly. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FailureBody
{
    [Description("Why, 1 to 10,000 characters.")]
    public required string Reason { get; init; }

    [Description("The step of the last state as you know it; by default wherever the run stands.")]
    public long? ExpectedHead { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static FailureBody Read(JsonBody body)
    {
        var failure = new FailureBody
        {
            Reason = body.Text("reason", text => text is "" ? "must not be empty" : SimulationRules.Description(text)),
            ExpectedHead = body.OptionalInteger("expected_head", -1),
        };
        body.ThrowIfInvalid();
        return failure;
    }
}
