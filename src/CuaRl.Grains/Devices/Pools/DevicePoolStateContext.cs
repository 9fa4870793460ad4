using System.Text.Json.Serialization;

namespace CuaRl.Grains.Devices.Pools;

[JsonSerializable(typeof(DevicePoolState))]
internal sealed partial class DevicePoolStateContext : JsonSerializerContext;
