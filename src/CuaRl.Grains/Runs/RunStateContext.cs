using System.Text.Json.Serialization;

namespace CuaRl.Grains.Runs;

[JsonSerializable(typeof(RunState))]
internal sealed partial class RunStateContext : JsonSerializerContext;
