using System.Text.Json.Serialization;

namespace CuaRl.Grains.Rollouts;

[JsonSerializable(typeof(RolloutState))]
internal sealed partial class RolloutStateContext : JsonSerializerContext;
