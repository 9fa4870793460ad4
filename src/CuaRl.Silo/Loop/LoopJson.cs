using System.Text.Json.Serialization;
using CuaRl.Silo.Loop.Rollouts;

namespace CuaRl.Silo.Loop;

[JsonSerializable(typeof(SortedDictionary<string, double>))]
[JsonSerializable(typeof(TaskInput))]
internal sealed partial class LoopJson : JsonSerializerContext;
