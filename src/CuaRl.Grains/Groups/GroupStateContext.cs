using System.Text.Json.Serialization;

namespace CuaRl.Grains.Groups;

[JsonSerializable(typeof(GroupState))]
internal sealed partial class GroupStateContext : JsonSerializerContext;
