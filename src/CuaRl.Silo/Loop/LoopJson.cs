using System.Text.Json.Serialization;

namespace CuaRl.Silo.Loop;

[JsonSerializable(typeof(SortedDictionary<string, double>))]
internal sealed partial class LoopJson : JsonSerializerContext;
