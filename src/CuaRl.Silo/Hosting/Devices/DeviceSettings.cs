using System.Globalization;
using CuaRl.Grains;

namespace CuaRl.Silo.Hosting.Devices;

/// <summary>How pools of devices are run that were never configured, from variables.</summary>
internal static class DeviceSettings
{
    public const string SizeVariable = "CUARL_DEVICES";
    public const string WarmVariable = "CUARL_DEVICES_WARM";
    public const string LeaseVariable = "CUARL_DEVICE_LEASE_SECONDS";
    public const string LimitVariable = "CUARL_DEVICE_LEASE_LIMIT_SECONDS";
    public const string BindVariable = "CUARL_DEVICE_BIND_SECONDS";
    public const string WaitVariable = "CUARL_DEVICE_WAIT_SECONDS";

    private const int MaxSize = 100_000;
    private const int MaxSeconds = 24 * 60 * 60;

    /// <exception cref="ConfigurationException">A variable is no number, or out of its range.</exception>
    public static DeviceOptions From(Func<string, string?> environment)
    {
        var usual = new DeviceOptions().Pool;
        var size = Number(environment, SizeVariable, 1, MaxSize, usual.MaxSize);
        return new DeviceOptions
        {
            Pool = usual with
            {
                MaxSize = size,
                Warm = Number(environment, WarmVariable, 0, size, Math.Min(usual.Warm, size)),
                LeaseDuration = Seconds(environment, LeaseVariable, usual.LeaseDuration),
                LeaseLimit = Seconds(environment, LimitVariable, usual.LeaseLimit),
                BindDeadline = Seconds(environment, BindVariable, usual.BindDeadline),
                WaitLimit = Seconds(environment, WaitVariable, usual.WaitLimit),
            },
        };
    }

    private static TimeSpan Seconds(Func<string, string?> environment, string name, TimeSpan fallback) =>
        TimeSpan.FromSeconds(Number(environment, name, 1, MaxSeconds, (int)fallback.TotalSeconds));

    private static int Number(Func<string, string?> environment, string name, int least, int most, int fallback) =>
        environment(name)?.Trim() is not { Length: > 0 } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ConfigurationException($"{name} is '{text}'; it must be a whole number, {least} to {most}");
}
