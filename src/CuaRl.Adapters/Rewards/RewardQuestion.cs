using System.Text.Json.Serialization;
using CuaRl.Core.Rewards;

namespace CuaRl.Adapters.Rewards;

/// <summary>What an endpoint is asked.</summary>
/// <param name="Function">The name that it is configured under.</param>
/// <param name="Version">The version that it is configured with.</param>
/// <param name="Rollout">The rollout.</param>
internal sealed record RewardQuestion(string Function, int Version, RewardInputs Rollout);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RewardQuestion))]
internal sealed partial class RewardJson : JsonSerializerContext;
