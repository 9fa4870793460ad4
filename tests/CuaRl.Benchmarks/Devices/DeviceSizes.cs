namespace CuaRl.Benchmarks.Devices;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often each is measured, after a round that counts nothing.</param>
/// <param name="Actions">Actions on a phone in a round.</param>
/// <param name="Pictures">Distinct screens in a round.</param>
/// <param name="Calls">Actions through a device's grain in a round.</param>
/// <param name="Waiting">Acquirers that wait at any instant.</param>
/// <param name="Leases">Leases while they wait.</param>
/// <param name="Devices">Devices that are held at once.</param>
internal sealed record DeviceSizes(int Rounds, int Actions, int Pictures, int Calls, int Waiting, int Leases, int Devices)
{
    public static DeviceSizes Full { get; } = new(5, 200_000, 2_000, 2_000, 1_000, 4_000, 10_000);

    public static DeviceSizes Quick { get; } = new(1, 500, 20, 20, 10, 40, 16);
}
