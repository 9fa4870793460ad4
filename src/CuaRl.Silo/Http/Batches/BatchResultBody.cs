using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Batches;

/// <summary>What came of a batch beside what its rollouts tell. Fields not named here are refused; other figures go into metrics.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BatchResultBody
{
    [Description("The loss of the update.")]
    public double? Loss { get; init; }

    [Description("The divergence from the policy before, in nats.")]
    public double? KlDivergence { get; init; }

    [Description("The norm of the gradient.")]
    public double? PolicyGradientNorm { get; init; }

    [Description("How many tokens the policy was trained on; by default those of its rollouts are counted.")]
    public long? NumTokens { get; init; }

    [Description("The policy after it.")]
    public string? NewModelPath { get; init; }

    [Description("The checkpoint to resume from, if one was saved.")]
    public string? CheckpointPath { get; init; }

    [Description("Whatever else was measured: a JSON object of at most 64 KiB.")]
    public JsonText? Metrics { get; init; }

    [Description("What it says of itself, at most 10,000 characters.")]
    public string? StatusMessage { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static BatchResult Read(JsonBody body)
    {
        var result = new BatchResult
        {
            Loss = body.OptionalNumber("loss"),
            KlDivergence = body.OptionalNumber("kl_divergence"),
            PolicyGradientNorm = body.OptionalNumber("policy_gradient_norm"),
            NumTokens = body.OptionalInteger("num_tokens", 0),
            ModelPath = body.OptionalText("new_model_path", _ => null),
            CheckpointPath = body.OptionalText("checkpoint_path", _ => null),
            Metrics = body.OptionalObject("metrics", SimulationRules.JsonObject),
            StatusMessage = body.OptionalText("status_message", _ => null),
        };
        body.ThrowIfInvalid();
        return result;
    }
}
