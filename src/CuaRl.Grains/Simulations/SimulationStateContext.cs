using System.Text.Json.Serialization;

namespace CuaRl.Grains.Simulations;

[JsonSerializable(typeof(SimulationState))]
internal sealed partial class SimulationStateContext : JsonSerializerContext;
