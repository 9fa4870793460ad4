using System.Text.Json.Serialization;

namespace CuaRl.Grains.Batches;

[JsonSerializable(typeof(BatchState))]
internal sealed partial class BatchStateContext : JsonSerializerContext;
