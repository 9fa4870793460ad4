using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Silo.Http.Devices;

/// <summary>How the bodies of devices and pools are written: as <see cref="HttpJson"/> does.</summary>
[JsonSerializable(typeof(DeviceDetails))]
[JsonSerializable(typeof(DeviceList))]
[JsonSerializable(typeof(LeaseDetails))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(ActBody))]
[JsonSerializable(typeof(ShellBody))]
[JsonSerializable(typeof(ShellDetails))]
[JsonSerializable(typeof(DeviceResetBody))]
[JsonSerializable(typeof(ScreenshotDetails))]
[JsonSerializable(typeof(InstallBody))]
[JsonSerializable(typeof(OpenBody))]
[JsonSerializable(typeof(SnapshotDetails))]
[JsonSerializable(typeof(RestoreBody))]
[JsonSerializable(typeof(GoalBody))]
[JsonSerializable(typeof(GoalDetails))]
[JsonSerializable(typeof(LiveViewBody))]
[JsonSerializable(typeof(LiveViewDetails))]
[JsonSerializable(typeof(TerminateBody))]
[JsonSerializable(typeof(DevicePoolBody))]
[JsonSerializable(typeof(DevicePoolDetails))]
[JsonSerializable(typeof(DevicePoolList))]
[JsonSerializable(typeof(AcquireBody))]
[JsonSerializable(typeof(AcquireDetails))]
[JsonSerializable(typeof(ReconciliationDetails))]
internal sealed partial class DeviceJson : JsonSerializerContext
{
    /// <summary>Ready to write bodies.</summary>
    public static DeviceJson Bodies { get; } = new(HttpJson.Style(new JsonSerializerOptions()));
}
