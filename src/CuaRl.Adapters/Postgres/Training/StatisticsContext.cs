using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Statistics as records hold them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RewardStatistics))]
internal sealed partial class StatisticsContext : JsonSerializerContext;
