using System.Text.Json.Serialization;

namespace CuaRl.Grains.Devices;

[JsonSerializable(typeof(DeviceState))]
internal sealed partial class DeviceStateContext : JsonSerializerContext;
